/* One-compartment model of a drug taken by mouth, and its distance to measured concentrations. */
#ifndef PHARMACOKINETICS_H
#define PHARMACOKINETICS_H

#ifdef __cplusplus
extern "C" {
#endif

/* What was measured of one subject. */
struct subject {
  double dose;                 /* mg per kg of body weight */
  int count;                   /* number of samples */
  const double *time;          /* hours after the dose, ascending */
  const double *concentration; /* mg per litre */
};

/* Sum of squared residuals over all subjects. The parameters are the logarithms of the rates of elimination and
   absorption and of the clearance. */
double sum_of_squares(const double *log_parameters, const struct subject *subjects, int subject_count);

#ifdef __cplusplus
}
#endif

#endif
