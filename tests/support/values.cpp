// Reads and writes numbers through their places; keeps values of any type.
#include "values.h"

namespace check {

void Leaves::add(float& number) { numbers_.emplace_back(&number); }
void Leaves::add(double& number) { numbers_.emplace_back(&number); }
void Leaves::add(long double& number) { numbers_.emplace_back(&number); }

void Leaves::append_to(Flat& flat) const {
  for (const auto& place : numbers_) {
    std::visit([&](const auto* number) { flat.push_back(static_cast<long double>(*number)); }, place);
  }
}

void Leaves::load(const Flat& flat, std::size_t& position) const {
  for (const auto& place : numbers_) {
    std::visit([&](auto* number) { *number = static_cast<std::decay_t<decltype(*number)>>(flat.at(position++)); },
               place);
  }
}

void Leaves::fill(long double filler) const {
  for (const auto& place : numbers_) {
    std::visit([&](auto* number) { *number = static_cast<std::decay_t<decltype(*number)>>(filler); }, place);
  }
}

AnyValue::Interface::~Interface() = default;

AnyValue::AnyValue(Interface* held) : held_(held) {}
AnyValue::AnyValue(const AnyValue& other) : held_(other.is_empty() ? nullptr : other.held_->copy()) {}
AnyValue::AnyValue(AnyValue&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
AnyValue& AnyValue::operator=(AnyValue other) noexcept {
  std::swap(held_, other.held_);
  return *this;
}
AnyValue::~AnyValue() { delete held_; }

bool AnyValue::is_empty() const { return held_ == nullptr; }

Leaves AnyValue::leaves() const {
  Leaves leaves;
  if (!is_empty()) held_->add_leaves(leaves);
  return leaves;
}

}  // namespace check
