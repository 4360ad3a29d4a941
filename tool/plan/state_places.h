// What of memory can be kept in a snapshot, and by which places.
#pragma once

#include <optional>
#include <vector>

#include "analysis/zones.h"

namespace backsweep::plan {

/// The variable or member that holds the zone, or what a reference refers to; containers are kept whole.
std::optional<ir::Expr> place_of_zone(analysis::FunctionZones& zones, analysis::ZoneId id);
/// Whether the zone is memory that is reached through pointers: a block, of which only its pointers tell the extent.
bool is_behind_pointer(const analysis::FunctionZones& zones, analysis::ZoneId id);
/// Whether copying the bytes copies the value.
bool is_plain_data(const ir::Type& type);
bool holds_place(const std::vector<ir::StatePlace>& places, const ir::StatePlace& one);
/// Adds the place unless it is there already.
void add_place(std::vector<ir::StatePlace>& places, ir::StatePlace one);

}  // namespace backsweep::plan
