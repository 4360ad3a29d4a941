// Included by model.h: changes here must reach the derivative.
#pragma once
#define WEIGHT 2
