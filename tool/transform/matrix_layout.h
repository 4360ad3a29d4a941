// takes: the terms of a request.  gives: where their scalars lie in a dense matrix of derivatives.
// promises: numbers known before run time are literals; sums and products cannot overflow the types of what they count.
#pragma once

#include <optional>
#include <vector>

#include "transform/derivation.h"

namespace backsweep::transform::matrix {

using ir::Expr;

/// Positions in the matrix, and numbers of them.
ir::Type position_type();
Expr position(long value);
Expr as_position(const Expr& count);
bool is_known(const Expr& count);
double value_of(const Expr& count);
/// As an argument of a function that takes any integer.
Expr as_argument(const Expr& count);
/// Sums and products are those of positions in the text, too: in the type of what they are made of they might overflow.
Expr add(const Expr& a, const Expr& b);
Expr times(const Expr& a, const Expr& b);

/// Scalars of a value of the type, in their order; null where that depends on the value.
Expr scalars_in(const ir::Type& type);
/// Scalars of a place, counted when the derivative runs; null where there is no formula.
Expr scalars_of_place(const Expr& place, const Expr& extent);

/// One term of a request, laid out in the matrix.
struct Piece {
  ir::RequestTerm term;
  Expr place;   ///< The primal's: a parameter or a member. Null for the result.
  Expr extent;  ///< Elements behind a pointer.
  Expr count;   ///< Scalars.
  Expr offset;  ///< Scalars before it.
};

/// The pieces of the rows or of the columns.
struct Side {
  std::vector<Piece> pieces;
  Expr total;
};

/// The terms one after another; nothing where the layout of one is not clear.
std::optional<Side> lay_out(const ir::Function& primal, const std::vector<ir::RequestTerm>& terms);

std::vector<const Piece*> pieces_of(const Side& side, ir::VarId param);
/// Whether the side has a term of the parameter; without a parameter, the result.
bool names(const Side& side, ir::VarId param);
bool is_double(const ir::Type& type);
/// Whether the parameter's shadow is nothing but doubles one after another.
bool is_flat(const Side& side, ir::VarId param);

/// base[k] of flat memory; `&array[0]` and `&array[0] + 2` are what arrays decay to.
Expr at(const Expr& base, const Expr& k);
Expr from(const Expr& base, const Expr& offset);
/// The part of a flat seed or row that is the parameter's shadow.
Expr slice(const Side& side, ir::VarId param, const Expr& flat);
/// Doubles one after another that are copied at once.
bool is_row_of_doubles(const ir::Type& type);

}  // namespace backsweep::transform::matrix
