// Reads the tables of known optima that lie beside the tests.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace backsweep::testing {

using OracleRow = std::map<std::string, double>;

/// The rows of tests/runtime/oracles/<name>, by column name. Fails the test where the file is missing.
inline std::vector<OracleRow> read_oracle(const std::string& name) {
  std::ifstream file(std::string(BACKSWEEP_ORACLES) + "/" + name);
  EXPECT_TRUE(file.is_open()) << name;
  std::string line;
  std::getline(file, line);
  std::vector<std::string> columns;
  std::istringstream header(line);
  for (std::string column; std::getline(header, column, ',');) columns.push_back(column);
  std::vector<OracleRow> rows;
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    OracleRow row;
    std::size_t k = 0;
    for (std::string field; std::getline(fields, field, ',') && k < columns.size(); ++k)
      row[columns[k]] = std::stod(field);
    if (k == columns.size()) rows.push_back(row);
  }
  return rows;
}

}  // namespace backsweep::testing
