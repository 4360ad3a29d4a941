// Draws lines, marks and labels as SVG; labels are moved until none covers another.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace backsweep::detail {

/// A box on the picture, in its coordinates; y grows downwards.
struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;

  bool overlaps(const Box& other) const noexcept {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
  bool lies_in(const Box& other) const noexcept {
    return left >= other.left && right <= other.right && top >= other.top && bottom <= other.bottom;
  }
};

/// A picture under construction.
class Svg {
 public:
  static constexpr double kFontSize = 12;

  Svg(double width, double height) : width_(width), height_(height) {}

  /// The room that a text takes, generously: its letters are not known here.
  static double text_width(const std::string& text, double size = kFontSize) {
    return 0.62 * size * static_cast<double>(text.size());
  }

  void line(double x1, double y1, double x2, double y2, const char* style) {
    body_ += "<line x1=\"" + at(x1) + "\" y1=\"" + at(y1) + "\" x2=\"" + at(x2) + "\" y2=\"" + at(y2) + "\" " + style +
             "/>\n";
  }
  void circle(double x, double y, double radius, const char* style) {
    body_ += "<circle cx=\"" + at(x) + "\" cy=\"" + at(y) + "\" r=\"" + at(radius) + "\" " + style + "/>\n";
  }
  void rectangle(const Box& box, const char* style) {
    body_ += "<rect x=\"" + at(box.left) + "\" y=\"" + at(box.top) + "\" width=\"" + at(box.right - box.left) +
             "\" height=\"" + at(box.bottom - box.top) + "\" " + style + "/>\n";
  }
  /// One polyline from many pieces: `M x y L x y ...`.
  void path(const std::string& steps, const char* style) {
    if (!steps.empty()) body_ += "<path d=\"" + steps + "\" " + style + "/>\n";
  }
  /// `anchor` is start, middle or end; (x, y) lies on the base line.
  void text(double x, double y, const std::string& words, const char* anchor = "start", const char* style = "") {
    body_ += "<text x=\"" + at(x) + "\" y=\"" + at(y) + "\" text-anchor=\"" + anchor + "\" " + style + ">" +
             escaped(words) + "</text>\n";
  }
  /// Reading upwards along a vertical axis, centred at (x, y).
  void upward_text(double x, double y, const std::string& words) {
    body_ += "<text text-anchor=\"middle\" transform=\"translate(" + at(x) + "," + at(y) + ") rotate(-90)\">" +
             escaped(words) + "</text>\n";
  }

  std::string finished() const {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + at(width_) + "\" height=\"" + at(height_) +
           "\" viewBox=\"0 0 " + at(width_) + " " + at(height_) + "\" font-family=\"sans-serif\" font-size=\"" +
           at(kFontSize) + "\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n" + body_ + "</svg>\n";
  }

  static std::string at(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f", value);
    return text.data();
  }

 private:
  static std::string escaped(const std::string& words) {
    std::string result;
    for (const char c : words) {
      if (c == '<')
        result += "&lt;";
      else if (c == '>')
        result += "&gt;";
      else if (c == '&')
        result += "&amp;";
      else
        result += c;
    }
    return result;
  }

  double width_;
  double height_;
  std::string body_;
};

/// Finds places for labels beside their points, so that they cover neither each other nor a point.
class Labels {
 public:
  explicit Labels(const Box& area) : area_(area) {}

  /// Keeps labels away from here.
  void avoid(const Box& box) { taken_.push_back(box); }

  /// The base line's start for a label of this width beside (x, y); the nearest free place there is.
  std::pair<double, double> place(double x, double y, double width) {
    constexpr double kHeight = Svg::kFontSize + 3;
    for (double distance = 9; distance < 400; distance += 7) {
      for (int k = 0; k < kDirections; ++k) {
        // Sideways first: right, left, then up and down in between.
        const double angle = kOrder[static_cast<std::size_t>(k)] * 3.14159265358979 / 8;
        const double centre_x = x + (distance + (std::cos(angle) > 0.1    ? width / 2
                                                 : std::cos(angle) < -0.1 ? width / 2
                                                                          : 0)) *
                                        std::cos(angle);
        const double centre_y = y + (distance + kHeight / 4) * std::sin(angle);
        const Box box{centre_x - width / 2, centre_y - kHeight / 2, centre_x + width / 2, centre_y + kHeight / 2};
        if (!box.lies_in(area_)) continue;
        if (std::any_of(taken_.begin(), taken_.end(), [&box](const Box& other) { return box.overlaps(other); }))
          continue;
        taken_.push_back(box);
        return {box.left, box.bottom - 4};
      }
    }
    return {x, y};
  }

 private:
  static constexpr int kDirections = 16;
  static constexpr std::array<int, kDirections> kOrder{0, 8, 15, 1, 9, 7, 14, 2, 10, 6, 12, 4, 13, 3, 11, 5};

  Box area_;
  std::vector<Box> taken_;
};

/// Round numbers to mark on an axis from low to high: about `wanted` of them.
inline std::vector<double> round_numbers(double low, double high, int wanted) {
  const double rough = (high - low) / std::max(1, wanted);
  const double power = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= rough) {
      step = factor * power;
      break;
    }
  }
  std::vector<double> numbers;
  for (double value = std::ceil(low / step) * step; value <= high * (1 + 1e-12); value += step)
    numbers.push_back(value);
  return numbers;
}

/// The same on a logarithmic axis: powers of `base`, thinned to about `wanted`.
inline std::vector<double> round_powers(double low, double high, double base, int wanted) {
  const int first = static_cast<int>(std::ceil(std::log(low) / std::log(base) - 1e-9));
  const int last = static_cast<int>(std::floor(std::log(high) / std::log(base) + 1e-9));
  const int stride = std::max(1, (last - first + wanted) / std::max(1, wanted));
  std::vector<double> numbers;
  for (int k = first; k <= last; k += stride) numbers.push_back(std::pow(base, k));
  return numbers;
}

/// Numbers to mark on a logarithmic axis from 1 to high: 1, 2, 5, 10, ... or, over a wide range, powers of ten alone.
inline std::vector<double> round_decades(double high) {
  if (high > 2000) return round_powers(1, high, 10, 7);
  std::vector<double> numbers;
  for (double power = 1; power <= high; power *= 10) {
    for (const double factor : {1.0, 2.0, 5.0}) {
      if (factor * power <= high) numbers.push_back(factor * power);
    }
  }
  return numbers;
}

}  // namespace backsweep::detail
