// A vector of structs: push_back, range-for, members through [].
// derivatives: pull(bodies -> bodies)
#include <cstddef>
#include <vector>

struct Body {
  double mass;
  double speed;
};

void pull(std::vector<Body>& bodies) {
  double momentum = 0;
  for (const Body& body : bodies) momentum += body.mass * body.speed;
  for (std::size_t i = 0; i + 1 < bodies.size(); ++i) bodies[i].speed += 0.1 * momentum / bodies[i + 1].mass;
  std::vector<Body> heavy;
  for (const Body& body : bodies) {
    if (body.mass > 0.9) heavy.push_back(body);
  }
  heavy.push_back({momentum, 1.0});
  bodies.front().mass *= heavy.back().mass * heavy[0].speed;
}
