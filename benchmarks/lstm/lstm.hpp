// Prediction loss of a stack of element-wise LSTM cells over a sequence, as in ADBench.
#pragma once

namespace lstm {

/// Mean negative log-likelihood of predicting each of the `steps` rows of `sequence` from the ones before.
///
/// `params`: per layer four weights and four biases of `width` each (8*layers*width); `extra`: input weights, output
/// weights, output biases (3*width); `state`: per layer hidden and cell state at the start (2*layers*width);
/// `sequence`: steps*width.
double loss(int layers, int steps, int width, const double* params, const double* extra, const double* state,
            const double* sequence);

}  // namespace lstm
