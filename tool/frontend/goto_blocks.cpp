// Turns labels and the gotos that reach them into blocks and loops, outermost region first.
#include "frontend/goto_blocks.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

class GotoBlocks {
 public:
  GotoBlocks(ir::Function& function, ExitNames& names) : function_(function), names_(names) {}

  std::optional<IrreducibleGoto> run() {
    structure(function_.body);
    return failure_;
  }

 private:
  void structure(ir::Region& list);
  /// Makes a loop of the statements that jump back to the label at `at`; false if none do.
  bool make_loop(ir::Region& list, std::size_t at);
  /// Makes a block of the statements that jump forward to the label at `at`, and removes the label.
  void make_block(ir::Region& list, std::size_t at);
  void check_gotos_inside(const ir::Region& list, const std::string& label);
  void refuse(const ir::Region& where, const std::string& label);

  ir::Function& function_;
  ExitNames& names_;
  std::optional<IrreducibleGoto> failure_;
};

std::string user_label(const ir::Stmt& stmt) {
  const auto* label = ir::get_if<ir::Label>(stmt);
  return label && !is_exit_label(label->name) ? label->name : std::string();
}

std::size_t count_gotos(const ir::Region& region, const std::string& label) {
  std::size_t count = 0;
  ir::walk(region, [&](const ir::Stmt& stmt) {
    const auto* jump = ir::get_if<ir::Goto>(stmt);
    count += jump && jump->label == label ? 1 : 0;
  });
  return count;
}

void GotoBlocks::refuse(const ir::Region& where, const std::string& label) {
  ir::walk(where, [&](const ir::Stmt& stmt) {
    const auto* jump = ir::get_if<ir::Goto>(stmt);
    if (!failure_ && jump && jump->label == label) failure_ = IrreducibleGoto{label, stmt.span};
  });
}

void GotoBlocks::check_gotos_inside(const ir::Region& list, const std::string& label) {
  if (count_gotos(list, label) != count_gotos(function_.body, label)) refuse(function_.body, label);
}

/// The last statement in [from, end) that jumps to the label, or `otherwise`.
std::size_t last_goto(const ir::Region& list, const std::string& label, std::size_t from, std::size_t otherwise) {
  for (std::size_t i = list.size(); i-- > from;) {
    if (has_goto(list[i], label)) return i;
  }
  return otherwise;
}

bool GotoBlocks::make_loop(ir::Region& list, std::size_t at) {
  const std::string name = user_label(list[at]);
  std::size_t last = last_goto(list, name, at + 1, at);
  if (last == at) return false;
  // Whatever jumps back to a label inside the loop belongs to the loop.
  for (std::size_t i = at + 1; i <= last; ++i) {
    const std::string inner = user_label(list[i]);
    if (!inner.empty()) last = std::max(last, last_goto(list, inner, i, last));
  }
  const auto position = [&](std::size_t i) { return list.begin() + static_cast<std::ptrdiff_t>(i); };
  ir::Region body(std::make_move_iterator(position(at + 1)), std::make_move_iterator(position(last + 1)));
  const base::SourceSpan span = list[at].span;
  const ir::VarId again = names_.add_local("again", ir::bool_type());
  const std::string exit = names_.label("skipped");
  replace_gotos(body, name, [&](const ir::Stmt& jump) {
    ir::Region added;
    added.push_back(ir::assign(ir::var_ref(function_, again), ir::boolean(true)));
    added.push_back(exit_to(exit, jump.span));
    return added;
  });
  ir::While loop;
  loop.condition = ir::var_ref(function_, again);
  loop.body.push_back(ir::assign(loop.condition, ir::boolean(false)));
  loop.body.push_back(exit_block(exit, std::move(body)));
  list.erase(position(at + 1), position(last + 1));
  list.insert(position(at + 1), ir::make_stmt(std::move(loop), span));
  list.insert(position(at + 1), ir::declare(again, ir::boolean(true)));
  return true;
}

void GotoBlocks::make_block(ir::Region& list, std::size_t at) {
  const std::string name = user_label(list[at]);
  const auto first = std::ranges::find_if(list, [&](const ir::Stmt& stmt) { return has_goto(stmt, name); });
  const auto label = list.begin() + static_cast<std::ptrdiff_t>(at);
  if (first == list.end()) {
    list.erase(label);
    return;
  }
  ir::Region body(std::make_move_iterator(first), std::make_move_iterator(label));
  const std::string exit = names_.label("skipped");
  replace_gotos(body, name, [&](const ir::Stmt& jump) {
    ir::Region added;
    added.push_back(exit_to(exit, jump.span));
    return added;
  });
  *first = exit_block(exit, std::move(body));
  list.erase(first + 1, label + 1);
}

void GotoBlocks::structure(ir::Region& list) {
  for (const ir::Stmt& stmt : list) {
    const std::string name = user_label(stmt);
    if (!name.empty()) check_gotos_inside(list, name);
  }
  if (failure_) return;
  for (std::size_t i = 0; i < list.size(); ++i) {
    // Behind the label now stand the flag and the loop; labels inside the loop are the loop's.
    if (!user_label(list[i]).empty() && make_loop(list, i)) i += 2;
  }
  for (std::size_t i = 0; i < list.size();) {
    if (user_label(list[i]).empty()) {
      ++i;
      continue;
    }
    make_block(list, i);
    i = 0;
  }
  for (ir::Stmt& stmt : list) {
    for (ir::Region* inner : ir::regions(stmt)) structure(*inner);
  }
}

}  // namespace

std::optional<IrreducibleGoto> structure_gotos(ir::Function& function, ExitNames& names) {
  return GotoBlocks(function, names).run();
}

}  // namespace backsweep::frontend
