// Shadows: for each variable that reaches active values one variable of the same shape, and for each place and pointer the
// same path on it (x[i].speed -> x_bar[i].speed).
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analysis/zones.h"
#include "ir/program.h"

namespace backsweep::transform {

/// The type of a shadow: the same without any const.
ir::Type shadow_type(const ir::Type& type);

/// Whether nothing inside has a size of its own: a number, an array, a vector of plain values.
bool has_plain_shape(const ir::Type& type);

/// The same pointer into zeros, declared in `out`, where it leads into an array or object that has a name and no shadow: for a
/// callee that is differentiated in what it points to. `clear`: sets a copy with the shape of such an object to zero. Of a null
/// pointer another one. Null where it leads elsewhere.
ir::Expr pointer_into_zeros(ir::Function& function, const ir::Expr& pointer, const std::string& name,
                            const std::function<void(const ir::Expr&, ir::Region&)>& clear, ir::Region& out);

/// The pointers inside of an object, as places: itself, or those among its members.
std::vector<ir::Expr> pointers_in(const ir::Expr& place);

/// Whether `T{}` is zero in every member: no constructor or default member initializer says otherwise.
bool is_zero_by_default(const ir::Type& type);

/// Adds an assignment to a pointer, or to an object, and behind it what assigns their shadows (`moved`). Where that reads what
/// the statement overwrites (`p = p->next[p->k]`), it comes first.
void append_with_shadows(const ir::Stmt& stmt, ir::Region moved, ir::Function& function, ir::Region& out);

/// The pointer variables that lead nowhere: they are null where they are read, and have no shadow.
std::set<ir::VarId> null_pointers(analysis::FunctionZones& zones);

class Shadows {
 public:
  /// Shadows of variables of `function` are added to it, named with `suffix` ("_bar", "_dot"). `null_pointers`: null instead.
  Shadows(ir::Function& function, std::string suffix, std::set<ir::VarId> null_pointers)
      : function_(function), suffix_(std::move(suffix)), null_pointers_(std::move(null_pointers)) {}

  /// The shadow of a variable, made on first use.
  ir::VarId variable(ir::VarId var);
  [[nodiscard]] bool has(ir::VarId var) const { return shadows_.count(var) != 0; }
  /// Makes `shadow` the shadow of `var` from now on.
  void set(ir::VarId var, ir::VarId shadow) { shadows_[var] = shadow; }
  /// Every shadow there is.
  [[nodiscard]] std::vector<ir::VarId> all() const;
  /// The same path on the shadow of the root.
  ir::Expr place(const ir::Expr& place);
  /// The address in shadow memory that corresponds to a pointer value.
  ir::Expr pointer(const ir::Expr& pointer);

 private:
  ir::Function& function_;
  std::string suffix_;
  std::set<ir::VarId> null_pointers_;
  std::map<ir::VarId, ir::VarId> shadows_;
};

/// Whether new elements of a vector can be zero as they come, whatever the primal's are.
bool are_made_of_zeros(const ir::Type& element);
/// What such a vector is made with or resized to: the size, and a value where no constructor gives it one.
std::vector<ir::Expr> sized(const ir::Expr& size, const ir::Type& element);
/// A declaration of a shadow that is set to zero next: without arguments where its type allows that, else as a copy.
ir::Stmt declared_like(const ir::Function& function, ir::VarId shadow, const ir::Expr& primal);
/// Makes a reference of the function, which nobody hands in, a variable of its own.
void hold_value(ir::Function& function, ir::VarId reference, const std::vector<ir::Region*>& regions);

}  // namespace backsweep::transform
