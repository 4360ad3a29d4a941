/* One-compartment model with first-order absorption, integrated step by step. Plain C that knows nothing of
   differentiation. */
#include "pharmacokinetics.h"

#include <math.h>
#include <stdlib.h>

struct model {
  double elimination; /* per hour */
  double absorption;  /* per hour */
  double volume;      /* litres per kg */
};

struct state {
  double gut;    /* mg per kg not yet absorbed */
  double plasma; /* concentration, mg per litre */
};

static const double max_step = 0.1;

static struct state rate(const struct model *model, struct state at) {
  struct state change;
  change.gut = -model->absorption * at.gut;
  change.plasma = model->absorption * at.gut / model->volume - model->elimination * at.plasma;
  return change;
}

static struct state moved(struct state from, struct state direction, double h) {
  from.gut += h * direction.gut;
  from.plasma += h * direction.plasma;
  return from;
}

/* One step of the classical Runge-Kutta method. */
static void advance(const struct model *model, struct state *at, double h) {
  struct state k1 = rate(model, *at);
  struct state k2 = rate(model, moved(*at, k1, 0.5 * h));
  struct state k3 = rate(model, moved(*at, k2, 0.5 * h));
  struct state k4 = rate(model, moved(*at, k3, h));
  at->gut += h / 6 * (k1.gut + 2 * k2.gut + 2 * k3.gut + k4.gut);
  at->plasma += h / 6 * (k1.plasma + 2 * k2.plasma + 2 * k3.plasma + k4.plasma);
}

/* Concentrations at the times of the samples. */
static void simulate(const struct model *model, const struct subject *subject, double *concentration) {
  struct state at = {subject->dose, 0.0};
  double t = 0;
  int i;
  for (i = 0; i < subject->count; i++) {
    while (t < subject->time[i]) {
      double h = subject->time[i] - t;
      if (h > max_step) {
        h = max_step;
        t += h;
      } else {
        t = subject->time[i];
      }
      advance(model, &at, h);
    }
    concentration[i] = at.plasma;
  }
}

double sum_of_squares(const double *log_parameters, const struct subject *subjects, int subject_count) {
  struct model model;
  double sum = 0;
  int s, i;
  model.elimination = exp(log_parameters[0]);
  model.absorption = exp(log_parameters[1]);
  model.volume = exp(log_parameters[2]) / model.elimination;
  for (s = 0; s < subject_count; s++) {
    const struct subject *subject = &subjects[s];
    double *predicted = malloc(subject->count * sizeof *predicted);
    simulate(&model, subject, predicted);
    for (i = 0; i < subject->count; i++) {
      double residual = subject->concentration[i] - predicted[i];
      sum += residual * residual;
    }
    free(predicted);
  }
  return sum;
}
