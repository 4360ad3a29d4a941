/* A C library. */
#ifndef WAVE_H
#define WAVE_H
#ifdef __cplusplus
extern "C" {
#endif
double wave(const double *u, int n);
#ifdef __cplusplus
}
#endif
#endif
