/* Tables of neighbours on the heap, as in trees: what a node's table leads to has derivatives, and so has the table a shadow. */
/* backsweep: --gradient 'linked(x[3])' --gradient 'likelihood(x[3])' */
#include <math.h>
#include <stdlib.h>

typedef struct node {
  double *partials;
  struct node **neighbours;
} node;

static node **new_tree(int size) {
  node **tree = calloc((size_t)size, sizeof(node *));
  for (int k = 0; k < size; k++) {
    tree[k] = calloc(1, sizeof(node));
    tree[k]->partials = calloc(3, sizeof(double));
    tree[k]->neighbours = calloc(2, sizeof(node *));
  }
  return tree;
}

double linked(const double *x) {
  node **tree = new_tree(2);
  tree[1]->neighbours[0] = tree[0];
  for (int i = 0; i < 3; i++) tree[0]->partials[i] = x[i] * x[i];
  const node *below = tree[1]->neighbours[0];
  double sum = 0;
  for (int i = 0; i < 3; i++) sum += below->partials[i] * below->partials[i];
  for (int k = 0; k < 2; k++) {
    free(tree[k]->partials);
    free(tree[k]->neighbours);
    free(tree[k]);
  }
  free(tree);
  return sum;
}

static void update(node *at) {
  const node *left = at->neighbours[0], *right = at->neighbours[1];
  for (int i = 0; i < 3; i++) at->partials[i] = sin(left->partials[i]) * right->partials[i];
}

static double at_root(node **tree) {
  node *root = tree[2];
  update(root);
  double sum = 0;
  for (int i = 0; i < 3; i++) sum += root->partials[i] * root->partials[i];
  return sum;
}

double likelihood(const double *x) {
  node **tree = new_tree(3);
  tree[2]->neighbours[0] = tree[0];
  tree[2]->neighbours[1] = tree[1];
  for (int i = 0; i < 3; i++) {
    tree[0]->partials[i] = x[i] * x[i];
    tree[1]->partials[i] = x[i];
  }
  double sum = at_root(tree);
  for (int k = 0; k < 3; k++) {
    free(tree[k]->partials);
    free(tree[k]->neighbours);
    free(tree[k]);
  }
  free(tree);
  return sum;
}
