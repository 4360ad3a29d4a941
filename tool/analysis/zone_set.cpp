// Sets of zones as bits.
#include <algorithm>
#include <bit>

#include "analysis/zones.h"

namespace backsweep::analysis {
namespace {
constexpr std::size_t kBits = 64;
}

bool ZoneSet::insert(ZoneId zone) {
  const auto position = static_cast<std::size_t>(zone.index);
  if (words_.size() <= position / kBits) words_.resize(position / kBits + 1);
  const std::uint64_t bit = std::uint64_t{1} << (position % kBits);
  const bool is_new = (words_[position / kBits] & bit) == 0;
  words_[position / kBits] |= bit;
  return is_new;
}

bool ZoneSet::insert(const ZoneSet& other) {
  if (words_.size() < other.words_.size()) words_.resize(other.words_.size());
  bool changed = false;
  for (std::size_t i = 0; i < other.words_.size(); ++i) {
    changed = changed || (other.words_[i] & ~words_[i]) != 0;
    words_[i] |= other.words_[i];
  }
  return changed;
}

void ZoneSet::erase(const ZoneSet& other) {
  for (std::size_t i = 0; i < std::min(words_.size(), other.words_.size()); ++i) words_[i] &= ~other.words_[i];
}

bool ZoneSet::contains(ZoneId zone) const {
  const auto position = static_cast<std::size_t>(zone.index);
  return position / kBits < words_.size() && (words_[position / kBits] >> (position % kBits) & 1) != 0;
}

bool ZoneSet::intersects(const ZoneSet& other) const {
  for (std::size_t i = 0; i < std::min(words_.size(), other.words_.size()); ++i) {
    if ((words_[i] & other.words_[i]) != 0) return true;
  }
  return false;
}

bool ZoneSet::is_empty() const {
  return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
}

std::vector<ZoneId> ZoneSet::items() const {
  std::vector<ZoneId> result;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
      result.push_back(ZoneId{static_cast<std::int32_t>(i * kBits) + std::countr_zero(word)});
    }
  }
  return result;
}

bool operator==(const ZoneSet& a, const ZoneSet& b) { return a.items() == b.items(); }
bool operator<(const ZoneSet& a, const ZoneSet& b) { return a.items() < b.items(); }

}  // namespace backsweep::analysis
