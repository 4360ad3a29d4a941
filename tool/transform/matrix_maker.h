// takes: a request for a matrix of derivatives and the sweeps that make it.  gives: the function around them.
// promises: each sweep finds the primal's inputs as they were; every entry is written, or belongs to no group of a sparse one.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "transform/matrix_layout.h"
#include "transform/matrix_sweeps.h"

namespace backsweep::transform::matrix {

/// Makes one function. The sweeps of each kind have a file of their own, as has what they get for parameters.
class MatrixMaker {
 public:
  MatrixMaker(Derivation& derivation, const ir::Request& request, const std::string& name,
              const std::vector<Sweep>& sweeps);

  std::optional<ir::Function> make();

 private:
  [[nodiscard]] bool is_hessian() const { return kind_ == ir::RequestKind::kHvp; }
  [[nodiscard]] bool gives_columns() const { return kind_ == ir::RequestKind::kTangent; }
  /// Where unit vectors go, and where derivatives come out. A gradient is seeded by itself.
  [[nodiscard]] const Side& seeds() const { return kind_ == ir::RequestKind::kAdjoint ? rows_ : columns_; }
  [[nodiscard]] const Side& results() const { return gives_columns() ? rows_ : columns_; }
  [[nodiscard]] bool is_seeded() const { return kind_ != ir::RequestKind::kGradient; }

  // matrix.cpp
  bool lay_out_matrix();
  void refuse_terms(const std::vector<ir::RequestTerm>& terms);
  bool has_unlisted_memory(const ir::RequestTerm& term);
  void refuse_hidden_state();
  void add_parameters();
  void keep_inputs();
  void keep_input(analysis::FunctionZones& zones, analysis::ZoneId root);
  void keep_object(ir::VarId var, const Expr& place);
  void keep_value();
  void choose_sweeps();
  void add_sweeps(const Sweep& sweep, ir::Region& out);
  void mirror();
  Expr buffer(const std::string& name, const ir::Type& element, const Expr& count, ir::Region& out,
              bool is_zeroed = false);
  Expr local(const std::string& name, const ir::Type& type, const Expr& init, ir::Region& out);
  ir::For counted(const std::string& name, const Expr& from, const Expr& to);
  [[nodiscard]] Expr entry(const Expr& row, const Expr& column) const;
  void call(ir::FunctionId callee, const std::vector<Expr>& shadows, bool keeps_value, ir::Region& out);

  // matrix_shadows.cpp
  std::vector<Expr> shadow_arguments(const Expr& row, ir::Region& out);
  Expr shadow(ir::VarId param, bool is_seed, bool is_result, const Expr& row, ir::Region& out);
  Expr own_shadow(ir::VarId param, bool is_seed, ir::Region& out);
  void copy(const Side& side, ir::VarId param, const Expr& object, const Expr& flat, bool is_load, ir::Region& out);
  using VisitScalar = std::function<void(const Expr& scalar, const Expr& at, ir::Region& out)>;
  void each_scalar(const Expr& place, const Expr& extent, const Expr& at, const VisitScalar& visit, ir::Region& out);
  using VisitResult = std::function<void(const Piece& piece, const Expr& place)>;
  void each_result(const VisitResult& visit) const;

  // matrix_single_sweeps.cpp
  void add_single_sweeps(const Sweep& sweep, ir::Region& out);
  void run_single_sweep(ir::FunctionId sweep, const Expr& number, ir::Region& out);
  void store_results(const Expr& number, const Expr& row, ir::Region& out);

  // matrix_wide_sweeps.cpp
  void add_wide_sweeps(const Sweep& sweep, ir::Region& out);
  void run_wide_sweep(const Sweep& sweep, const Expr& first, ir::Region& out);
  std::vector<Expr> wide_shadows(const ir::Type& wide, ir::Region& out);
  Expr wide_result(const Piece& piece, const ir::Type& wide, ir::Region& out);
  Expr zeroed_wide(const std::string& name, const ir::Type& wide, const Expr& count, ir::Region& out);
  Expr seeds_from(const Expr& first, int directions, ir::Region& out);
  void store_columns(const Expr& first, const Expr& count, ir::Region& out);
  void store_rows(const Expr& first, const Expr& count, ir::Region& out);

  // matrix_sparse_sweeps.cpp
  void add_sparse_sweeps(const Sweep& sweep, ir::Region& out);
  Expr declare_sweeps(const ir::Type& number, ir::Region& out);
  void take_results(const Expr& sweeps, ir::Region& out);

  Derivation& d_;
  const ir::Request& request_;
  const ir::Function& primal_;
  const std::vector<Sweep>& sweeps_;
  ir::RequestKind kind_;  ///< Of the sweep at hand.
  ir::Function out_;
  Side columns_;
  Side rows_;
  Expr matrix_;    ///< Its first entry's address; a sparse one itself.
  Expr seed_;      ///< Of the unit seed's first scalar.
  Expr wide_row_;  ///< Rows that one sweep carries: the address of their first numbers.
  ir::VarId value_;
  bool value_comes_from_sweep_ = false;
  bool is_once_ = false;  ///< One sweep carries all seeds.
  ir::VarId schedule_;
  /// Objects of ours that a sweep leaves its results in; that of the returned value without a key.
  std::map<ir::VarId, Expr> own_;
  ir::VarId blocks_;
  bool uses_blocks_ = false;
  ir::Region before_;   ///< In front of the sweeps.
  ir::Region restore_;  ///< Puts back what the primal overwrites, before each sweep.
};

}  // namespace backsweep::transform::matrix
