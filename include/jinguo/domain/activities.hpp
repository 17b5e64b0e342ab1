#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/domain/activity.hpp"
#include "jinguo/domain/detail/registry.hpp"

/// What kinds of activity have in common, asked by the checks of the records and by the targets.
namespace jinguo::inline v0_1 {

/// The six ways of help that the plan names
/// (政策宣传、产业帮扶、文化扶持、技能培训、医疗救助、姐妹互助).
enum class Channel : std::uint8_t { publicity, industry, culture, skills, health, mutual };
inline constexpr Coded<Channel> channel_codes[] = {
    {Channel::publicity, "publicity", "1", "政策宣传"},
    {Channel::industry, "industry", "2", "产业帮扶"},
    {Channel::culture, "culture", "3", "文化扶持"},
    {Channel::skills, "skills", "4", "技能培训"},
    {Channel::health, "health", "5", "医疗救助"},
    {Channel::mutual, "mutual", "6", "姐妹互助"},
};
constexpr std::span<const Coded<Channel>> codes(std::type_identity<Channel>) noexcept {
  return channel_codes;
}

/// The channel of a kind of activity; none of what reaches nobody by itself. Placements and loans
/// are of the channel industry, mentorships of the channel mutual.
[[nodiscard]] constexpr std::optional<Channel> channel_of(ActivityKind kind) noexcept {
  using enum ActivityKind;
  switch (kind) {
    case outreach:
    case leaflets:
    case talk:
      return Channel::publicity;
    case advice:
      return Channel::industry;
    case course:
    case reading:
    case family_education:
    case student_aid:
      return Channel::culture;
    case training:
      return Channel::skills;
    case screening:
    case cancer_aid:
    case insurance:
    case clinic:
    case diagnosis:
    case lecture:
      return Channel::health;
    case charity:
    case visit:
      return Channel::mutual;
    case exemplar:
    case media_item:
    case resource:
      break;
  }
  return std::nullopt;
}

/// Whether a kind is a class that takes its pupils' days.
[[nodiscard]] constexpr bool is_class(ActivityKind kind) noexcept {
  return kind == ActivityKind::training || kind == ActivityKind::course ||
         kind == ActivityKind::family_education;
}

/// Whether a kind is an event for many, which two levels of the federation may both report.
[[nodiscard]] constexpr bool is_event(ActivityKind kind) noexcept {
  using enum ActivityKind;
  return is_class(kind) || kind == outreach || kind == leaflets || kind == talk ||
         kind == reading || kind == screening || kind == clinic || kind == lecture;
}

/// The unit in which a kind is counted; none where any will do.
[[nodiscard]] constexpr std::optional<Unit> unit_of(ActivityKind kind) noexcept {
  using enum ActivityKind;
  switch (kind) {
    case leaflets:
      return Unit::copies;
    case talk:
      return Unit::sessions;
    case training:
    case family_education:
    case charity:
      return Unit::person_times;
    case cancer_aid:
    case diagnosis:
      return Unit::persons;
    case exemplar:
      return Unit::exemplars;
    case media_item:
      return Unit::items;
    default:
      return std::nullopt;
  }
}

/// The last day of an activity; its first where the days do not fit the calendar.
[[nodiscard]] inline Date last_day(const Activity& activity) {
  const std::int32_t more = activity.days.value_or(1) - 1;
  if (!activity.date.ok() || more <= 0 || more > 3'660) return activity.date;
  return Date(std::chrono::sys_days(activity.date) + std::chrono::days(more));
}

/// What two reports of one event agree in: kind, first day, place, skill, cancer, exemplars'
/// topics. Reports that agree and come from different levels are one event; from one level they are
/// two.
[[nodiscard]] inline std::string event_of(const Activity& activity) {
  std::string out(to_string(activity.kind));
  out += '\n' + to_string(activity.date) + '\n' + activity.region.to_string() + '\n';
  if (activity.skill) out += to_string(*activity.skill);
  out += '\n';
  if (activity.cancer) out += to_string(*activity.cancer);
  out += '\n';
  if (activity.result) out += to_string(*activity.result);
  std::vector<Topic> topics = activity.topics;
  std::sort(topics.begin(), topics.end());
  for (const Topic topic : topics) {
    out += '\n';
    out += to_string(topic);
  }
  return out;
}

/// Whom an activity lists, as one text a human being: a registered woman among the other persons is
/// the woman herself. In the order of the record, each as often as she is listed.
[[nodiscard]] inline std::vector<std::string> listed(const Registry& registry,
                                                     const Activity& activity) {
  std::vector<std::string> out;
  out.reserve(activity.women.size() + activity.persons.size());
  for (const IdOf<Beneficiary>& woman : activity.women) out.push_back("women\n" + woman.text());
  for (const IdOf<Person>& id : activity.persons) {
    const Person* const person = registry.find(id);
    out.push_back(person != nullptr && person->woman ? "women\n" + person->woman->text()
                                                     : "persons\n" + id.text());
  }
  return out;
}

/// Whether a household stood on the register on some day from one to another.
[[nodiscard]] constexpr bool is_registered_between(const Household& household, const Date& from,
                                                   const Date& to) noexcept {
  if (household.status == RegistrationStatus::never) return false;
  if (household.registered_on && *household.registered_on > to) return false;
  if (household.status == RegistrationStatus::registered) return true;
  return household.exited_on && *household.exited_on > from;
}

}  // namespace jinguo::inline v0_1
