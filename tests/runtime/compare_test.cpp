// Tests comparisons of schedules: the judgement, the texts, and pictures whose labels can be read.
#include "backsweep/compare.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "backsweep/candidates.hpp"
#include "backsweep/checkpoint.hpp"
#include "backsweep/tradeoff_main.hpp"

namespace {

using backsweep::compare;
using backsweep::CompareOptions;
using backsweep::Costs;
using backsweep::predict;
using backsweep::Schedule;
using backsweep::Tradeoff;
using backsweep::TradeoffRow;
using backsweep::Workspace;
using backsweep::detail::Box;
using backsweep::detail::Labels;

Costs some_costs() {
  Costs costs;
  costs.state_bytes = 8000;
  costs.record_bytes = 32000;
  return costs;
}

std::vector<Schedule> some_schedules() {
  return {Schedule::store_all(),         Schedule::store_states(),
          Schedule::periodic(10),        Schedule::revolve(5),
          Schedule::revolve(30),         Schedule::mixed(10),
          Schedule::online(30),          Schedule::multistage(3, 9, "/tmp"),
          Schedule::for_budget(200'000), Schedule::for_budget(1000)};
}

/// Texts of a picture with their boxes, as wide as text_width says.
std::vector<std::pair<std::string, Box>> texts_of(const std::string& svg) {
  std::vector<std::pair<std::string, Box>> texts;
  std::istringstream lines(svg);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("<text x=", 0) != 0) continue;
    const auto attribute = [&line](const std::string& name) {
      const std::size_t begin = line.find(" " + name + "=\"") + name.size() + 3;
      return line.substr(begin, line.find('"', begin) - begin);
    };
    const std::size_t begin = line.find('>') + 1;
    const std::string words = line.substr(begin, line.find('<', begin) - begin);
    const bool has_size = line.find("font-size") != std::string::npos;
    const double size = has_size ? std::stod(attribute("font-size")) : 12;
    // Letters are about half as wide as high; text_width is generous.
    const double width = 0.55 * size * static_cast<double>(words.size());
    const double x = std::stod(attribute("x"));
    const double y = std::stod(attribute("y"));
    const std::string anchor = attribute("text-anchor");
    const double left = anchor == "start" ? x : anchor == "middle" ? x - width / 2 : x - width;
    texts.push_back({words, {left, y - size * 0.8, left + width, y + size * 0.2}});
  }
  return texts;
}

void expect_readable(const std::string& svg) {
  EXPECT_EQ(svg.rfind("<svg ", 0), 0u);
  EXPECT_NE(svg.find("</svg>"), std::string::npos);
  EXPECT_EQ(svg.find("nan"), std::string::npos);
  EXPECT_EQ(svg.find("inf"), std::string::npos);
  const auto texts = texts_of(svg);
  EXPECT_GT(texts.size(), 5u);
  for (std::size_t a = 0; a < texts.size(); ++a) {
    EXPECT_GE(texts[a].second.left, 0) << texts[a].first;
    for (std::size_t b = 0; b < a; ++b) {
      EXPECT_FALSE(texts[a].second.overlaps(texts[b].second)) << texts[a].first << " over " << texts[b].first;
    }
  }
}

TEST(Tradeoff, PredictsWithoutRunning) {
  const Tradeoff tradeoff = predict(some_schedules(), 100, some_costs(), 500'000);
  ASSERT_EQ(tradeoff.rows.size(), some_schedules().size());
  EXPECT_EQ(tradeoff.rows[0].predicted.forward_steps, 0);
  EXPECT_EQ(tradeoff.rows[3].predicted.forward_steps, 316);
  EXPECT_FALSE(tradeoff.rows.back().failure.empty());
  int chosen = 0;
  for (const TradeoffRow& row : tradeoff.rows) {
    if (!row.is_chosen) continue;
    ++chosen;
    EXPECT_LE(row.memory(), 500'000);
  }
  EXPECT_EQ(chosen, 1);
}

TEST(Tradeoff, MarksWhatIsDominated) {
  const Tradeoff tradeoff =
      predict({Schedule::store_all(), Schedule::revolve(10), Schedule::online(10)}, 1000, some_costs());
  EXPECT_FALSE(tradeoff.rows[0].is_dominated);
  EXPECT_FALSE(tradeoff.rows[1].is_dominated);
  EXPECT_TRUE(tradeoff.rows[2].is_dominated);
  for (const TradeoffRow& row : tradeoff.rows) EXPECT_FALSE(row.is_chosen) << "there is no budget";
}

TEST(Tradeoff, CandidatesKeepToTheRoomThereIs) {
  const Costs costs = some_costs();
  for (const std::int64_t steps : {1, 2, 5, 100, 3000}) {
    for (const std::size_t memory : {0u, 50'000u, 200'000u, 5'000'000u}) {
      for (const std::size_t disk : {0u, 100'000u}) {
        const std::vector<Schedule> schedules = backsweep::candidates(steps, costs, {memory, disk, "/tmp"});
        const Tradeoff tradeoff = predict(schedules, steps, costs, memory);
        EXPECT_GE(schedules.size(), 4u);
        EXPECT_LE(schedules.size(), 20u);
        std::size_t filling = 0;
        for (const TradeoffRow& row : tradeoff.rows) {
          EXPECT_LE(row.predicted.peak_disk_bytes, disk) << row.name;
          const bool is_for_room = row.name.rfind("for_budget", 0) == 0 || row.name.rfind("multistage", 0) == 0;
          if (!is_for_room || memory == 0) continue;
          ++filling;
          EXPECT_LE(row.predicted.peak_memory_bytes, memory) << row.name << ", " << steps << " steps";
        }
        if (memory > 0) {
          EXPECT_GE(filling, 1u);
        }
        for (std::size_t a = 0; a < schedules.size(); ++a) {
          for (std::size_t b = 0; b < a; ++b) EXPECT_NE(schedules[a].name(), schedules[b].name());
        }
        expect_readable(backsweep::pareto_picture(tradeoff));
      }
    }
  }
}

TEST(Tradeoff, WritesTableCsvAndJson) {
  Tradeoff tradeoff = predict(some_schedules(), 100, some_costs(), 500'000);
  tradeoff.title = "A \"title\"";
  const std::string table = tradeoff.table();
  EXPECT_NE(table.find("revolve(30)"), std::string::npos);
  EXPECT_NE(table.find("dominated"), std::string::npos);
  EXPECT_NE(table.find("<- within the budget"), std::string::npos);
  const std::string csv = tradeoff.csv();
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 11);
  EXPECT_EQ(csv.rfind("schedule,predicted_forward_steps,", 0), 0u);
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    bool is_quoted = false;
    int commas = 0;
    for (const char c : line) {
      if (c == '"') is_quoted = !is_quoted;
      if (c == ',' && !is_quoted) ++commas;
    }
    EXPECT_EQ(commas, 13) << line;
  }
  const std::string json = tradeoff.json();
  EXPECT_NE(json.find("\"title\": \"A \\\"title\\\"\""), std::string::npos);
  EXPECT_EQ(std::count(json.begin(), json.end(), '{'), std::count(json.begin(), json.end(), '}'));
  EXPECT_EQ(json.find("\"memory_bytes\""), std::string::npos) << "nothing was measured";
}

TEST(Tradeoff, SaysBytesAndSecondsShortly) {
  using backsweep::detail::short_bytes;
  using backsweep::detail::short_seconds;
  EXPECT_EQ(short_bytes(512), "512 B");
  EXPECT_EQ(short_bytes(1536), "1.50 KiB");
  EXPECT_EQ(short_bytes(64.0 * 1024 * 1024), "64.0 MiB");
  EXPECT_EQ(short_seconds(0.0123), "12.3 ms");
  EXPECT_EQ(short_seconds(2), "2.00 s");
}

TEST(Picture, LabelsDoNotOverlap) {
  expect_readable(backsweep::pareto_picture(predict(some_schedules(), 100, some_costs(), 500'000)));
  expect_readable(backsweep::pareto_picture(predict(some_schedules(), 5000, some_costs(), 1'000'000)));
  std::vector<Schedule> many;
  for (const std::int64_t s : {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 20, 30, 50, 70, 100}) {
    many.push_back(Schedule::revolve(s));
    many.push_back(Schedule::online(s));
  }
  expect_readable(backsweep::pareto_picture(predict(many, 1000, some_costs())));
  expect_readable(backsweep::pareto_picture(predict({Schedule::store_all()}, 10, some_costs())));
}

TEST(Picture, LabelsFindFreePlaces) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> anywhere(0, 1);
  Labels labels({0, 0, 800, 400});
  std::vector<Box> boxes;
  for (int k = 0; k < 60; ++k) {
    const auto [left, base] = labels.place(150 + 500 * anywhere(random), 100 + 200 * anywhere(random), 80);
    const Box box{left, base - 10, left + 80, base + 3};
    for (const Box& other : boxes) EXPECT_FALSE(box.overlaps(other)) << k;
    boxes.push_back(box);
  }
}

TEST(Picture, ScheduleDiagramsAreReadable) {
  for (const Schedule& schedule : {Schedule::store_all(), Schedule::revolve(4), Schedule::mixed(6), Schedule::online(5),
                                   Schedule::periodic(7), Schedule::multistage(2, 4, "/tmp", {1, 2, 2, 2})}) {
    for (const std::int64_t steps : {1, 2, 40, 150}) {
      const std::string svg = backsweep::schedule_picture(schedule, steps);
      EXPECT_NE(svg.find(schedule.name()), std::string::npos);
      if (steps > 2) expect_readable(svg);
    }
  }
}

TEST(Compare, SetsMeasuredBesidePredicted) {
  const std::size_t n = 300;
  const std::int64_t steps = 200;
  std::vector<double> u(n);
  std::vector<double> u_bar(n);
  const auto reset = [&] {
    for (std::size_t i = 0; i < n; ++i) u[i] = std::sin(static_cast<double>(i));
    u_bar.assign(n, 1.0);
  };
  const auto step = [&](std::int64_t) {
    for (double& value : u) value += 0.01 * std::sin(value);
  };
  const auto primal = [&] {
    reset();
    for (std::int64_t i = 0; i < steps; ++i) step(i);
  };
  std::vector<double> expected;
  const auto derivative = [&](const Schedule& schedule) {
    reset();
    backsweep::checkpointed_loop(
        schedule, steps, backsweep::value(u), step,
        [&](std::int64_t i) {
          Workspace::local().push_array(u.data(), n);
          step(i);
        },
        [&](std::int64_t) {
          Workspace::local().pop_array(u.data(), n);
          for (std::size_t i = 0; i < n; ++i) u_bar[i] *= 1 + 0.01 * std::cos(u[i]);
        });
    if (expected.empty()) expected = u_bar;
    EXPECT_EQ(u_bar, expected) << schedule.name();
  };
  CompareOptions options;
  options.title = "Relaxation";
  options.budget = 100'000;
  const Tradeoff result = compare(primal, derivative, some_schedules(), options);
  EXPECT_EQ(result.steps, steps);
  EXPECT_GT(result.costs.step, 0);
  for (const TradeoffRow& row : result.rows) {
    if (!row.failure.empty()) continue;
    EXPECT_TRUE(row.is_measured && row.is_predicted);
    EXPECT_GT(row.time_ratio, 1) << row.name;
    EXPECT_EQ(row.measured.forward_steps, row.predicted.forward_steps) << row.name;
    EXPECT_NEAR(static_cast<double>(row.measured.peak_memory_bytes),
                static_cast<double>(row.predicted.peak_memory_bytes),
                0.02 * static_cast<double>(row.predicted.peak_memory_bytes))
        << row.name;
  }
  expect_readable(backsweep::pareto_picture(result));
  const std::string path = (std::filesystem::temp_directory_path() / "backsweep_compare_test").string();
  backsweep::write_tradeoff(result, path);
  for (const char* ending : {".txt", ".csv", ".json", ".svg"}) {
    EXPECT_GT(std::filesystem::file_size(path + ending), 100u);
    std::filesystem::remove(path + ending);
  }
  EXPECT_THROW(backsweep::write_tradeoff(result, "/nowhere/at/all"), std::runtime_error);
}

TEST(ScheduleText, ReadsBackWhatNamesSay) {
  for (const Schedule& schedule : some_schedules()) {
    EXPECT_EQ(backsweep::parse_schedule(schedule.name(), "/tmp").name(), schedule.name());
  }
  const Schedule on_disk = backsweep::parse_schedule(Schedule::two_level(7, 2, "/tmp").name(), "/var/tmp");
  EXPECT_EQ(on_disk.directory(), "/var/tmp");
  EXPECT_EQ(backsweep::parse_schedule(" revolve( 30 )").snapshots(), 30);
  EXPECT_EQ(backsweep::parse_schedule("for_budget(64MiB)").budget(), std::size_t{64} << 20U);
}

TEST(ScheduleText, SaysWhatItExpects) {
  for (const char* text : {"", "revolve", "revolve(", "revolve()", "revolve(3", "revolve(three)", "revolve(3, 4)",
                           "store_all(1)", "fast", "for_budget(much)"}) {
    EXPECT_THROW(backsweep::parse_schedule(text), std::invalid_argument) << text;
  }
  EXPECT_THROW(backsweep::parse_schedule("revolve(0)"), std::invalid_argument);
}

TEST(ScheduleText, ReadsBytes) {
  EXPECT_EQ(backsweep::parse_bytes("4096"), 4096U);
  EXPECT_EQ(backsweep::parse_bytes("4096B"), 4096U);
  EXPECT_EQ(backsweep::parse_bytes("1.5k"), 1536U);
  EXPECT_EQ(backsweep::parse_bytes("2 MiB"), 2097152U);
  EXPECT_EQ(backsweep::parse_bytes("1GB"), std::size_t{1} << 30U);
  for (const char* text : {"", "MiB", "-1", "3parsec", "3Mi", "1e30G", "nan"}) {
    EXPECT_THROW(backsweep::parse_bytes(text), std::invalid_argument) << text;
  }
}

TEST(TradeoffMain, ComparesAndWrites) {
  const std::string prefix = (std::filesystem::path(::testing::TempDir()) / "tradeoff_main").string();
  double x = 0;
  const auto primal = [&] {
    x = 1;
    for (int i = 0; i < 50; ++i) x -= 0.01 * x * x;
  };
  const auto derivative = [&](const Schedule& schedule) {
    x = 1;
    backsweep::checkpointed_loop(
        schedule, 50, backsweep::state(backsweep::value(x)), [&](std::int64_t) { x -= 0.01 * x * x; },
        [&](std::int64_t) { x -= 0.01 * x * x; });
  };
  const std::string output = "--output=" + prefix;
  const std::vector<const char*> arguments{"main", "--schedule=store_states", "--schedule=revolve(3)",
                                           "--budget=64KiB", "--repetitions=1", "--title=a title", output.c_str()};
  EXPECT_EQ(backsweep::tradeoff_main(static_cast<int>(arguments.size()), arguments.data(), primal, derivative), 0);
  std::ifstream file(prefix + ".json");
  const std::string json((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  for (const char* wanted : {"\"title\": \"a title\"", "\"store_states\"", "\"revolve(3)\"", "\"for_budget"}) {
    EXPECT_NE(json.find(wanted), std::string::npos) << wanted;
  }
  const char* unknown[] = {"main", "--quick=1"};
  EXPECT_EQ(backsweep::tradeoff_main(2, unknown, primal, derivative), 2);
  const std::string nowhere = "--output=" + prefix + ".json/not/there";
  const char* unwritable[] = {"main", "--repetitions=1", nowhere.c_str()};
  EXPECT_EQ(backsweep::tradeoff_main(3, unwritable, primal, derivative), 1);
}

}  // namespace
