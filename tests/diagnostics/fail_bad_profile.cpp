// A profile that is not there.
// backsweep: --gradient 'f(x)' --profile-in=missing.json --memory=1MiB
// refuses: BadProfile
// expect-error@0: cannot use the profile 'missing.json': No such file or directory [BadProfile]
double f(double x) { return x * x; }
