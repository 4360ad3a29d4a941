// takes: a number with a unit, as people type it.  gives: bytes or seconds.
// promises: nothing where the text is no such number, is negative, or too large.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace backsweep::driver {

/// `1536`, `1.5k`, `2GiB`: K, M, G, T and KiB ... TiB are powers of 1024; kB ... TB are powers of 1000.
std::optional<std::uint64_t> parse_bytes(std::string_view text);

/// `0.5`, `20us`, `3ms`, `2min`; seconds where no unit is given.
std::optional<double> parse_seconds(std::string_view text);

}  // namespace backsweep::driver
