#include "jinguo/io/serialize.hpp"

#include <gtest/gtest.h>

#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/archive/text_iarchive.hpp>
#include <boost/archive/text_oarchive.hpp>
#include <boost/archive/xml_iarchive.hpp>
#include <boost/archive/xml_oarchive.hpp>
#include <fstream>
#include <sstream>
#include <string>
#include <type_traits>

#include "support/sample_registry.hpp"

namespace {

namespace archive = boost::archive;
using boost::serialization::make_nvp;

/// A host's own structure that holds values of ours.
struct Mixed {
  jinguo::Money money{};
  jinguo::Date date{};
  jinguo::RegionCode region{};
  jinguo::Id id{};
  jinguo::IdOf<jinguo::Household> household{};
  jinguo::LonLat position{};
  std::optional<jinguo::Money> more{};
  std::optional<jinguo::Date> none{};
  std::vector<jinguo::Household> households{};
  friend bool operator==(const Mixed&, const Mixed&) = default;

  template <class Archive>
  void serialize(Archive& ar, unsigned int) {
    ar& make_nvp("money", money) & make_nvp("date", date) & make_nvp("region", region);
    ar& make_nvp("id", id) & make_nvp("household", household) & make_nvp("position", position);
    ar& make_nvp("more", more) & make_nvp("none", none) & make_nvp("households", households);
  }
};

template <class Out, class T>
std::string saved(const T& value) {
  std::ostringstream stream;
  {
    Out out(stream);
    out << make_nvp("value", value);
  }
  return stream.str();
}

template <class In, class T>
T loaded(const std::string& bytes) {
  std::istringstream stream(bytes);
  In in(stream);
  T value{};
  in >> make_nvp("value", value);
  return value;
}

template <class Archives>
class EveryArchive : public testing::Test {};

struct Text {
  using Out = archive::text_oarchive;
  using In = archive::text_iarchive;
};
struct Xml {
  using Out = archive::xml_oarchive;
  using In = archive::xml_iarchive;
};
struct Binary {
  using Out = archive::binary_oarchive;
  using In = archive::binary_iarchive;
};
using Archives = testing::Types<Text, Xml, Binary>;
TYPED_TEST_SUITE(EveryArchive, Archives);

TYPED_TEST(EveryArchive, GivesBackAWholeRegistry) {
  const jinguo::Registry registry = jinguo::support::sample_registry();
  const std::string bytes = saved<typename TypeParam::Out>(registry);
  const auto back = loaded<typename TypeParam::In, jinguo::Registry>(bytes);
  EXPECT_EQ(back, registry);
  EXPECT_TRUE(back.synthetic());
  EXPECT_NE(back.find(jinguo::IdOf<jinguo::Household>("H1")), nullptr);
}

TYPED_TEST(EveryArchive, GivesBackEveryRecordAloneAlsoOneNeverFilled) {
  const jinguo::Registry registry = jinguo::support::sample_registry();
  const auto each = [&]<class Record>(const jinguo::Table<Record>& table) {
    for (const Record& record : table.rows()) {
      const std::string bytes = saved<typename TypeParam::Out>(record);
      EXPECT_EQ((loaded<typename TypeParam::In, Record>(bytes)), record) << Record::table;
    }
    const std::string bytes = saved<typename TypeParam::Out>(Record{});
    EXPECT_EQ((loaded<typename TypeParam::In, Record>(bytes)), Record{}) << Record::table;
  };
  registry.for_each_table(each);
}

TYPED_TEST(EveryArchive, TakesValuesInsideAHostsOwnStructures) {
  Mixed mixed;
  mixed.money = jinguo::Money::from_fen(-5);
  mixed.date = jinguo::support::day(2016, 2, 29);
  mixed.region = {430'626'000'000};
  mixed.id = jinguo::Id("X");
  mixed.household = jinguo::IdOf<jinguo::Household>("户-1");
  mixed.position = {-1, 2};
  mixed.more = jinguo::Money::from_fen(7);
  const jinguo::Registry registry = jinguo::support::sample_registry();
  mixed.households.assign(registry.all<jinguo::Household>().begin(),
                          registry.all<jinguo::Household>().end());
  EXPECT_EQ((loaded<typename TypeParam::In, Mixed>(saved<typename TypeParam::Out>(mixed))), mixed);
}

TYPED_TEST(EveryArchive, GivesBackAProgrammesTargets) {
  for (const jinguo::Target& target : jinguo::yueyang_2016().targets) {
    const std::string bytes = saved<typename TypeParam::Out>(target);
    EXPECT_EQ((loaded<typename TypeParam::In, jinguo::Target>(bytes)), target);
  }
}

/// The XML archive of a record with one text exchanged for another.
template <class Record>
std::string forged(const Record& record, const std::string& from, const std::string& to) {
  std::string bytes = saved<archive::xml_oarchive>(record);
  const std::size_t at = bytes.find(from);
  EXPECT_NE(at, std::string::npos) << bytes;
  return bytes.replace(at, from.size(), to);
}

TEST(Serialize, RefusesValuesThatNoConstructorWouldTake) {
  const jinguo::Registry registry = jinguo::support::sample_registry();
  const jinguo::Household household = registry.all<jinguo::Household>()[0];
  const auto load = [](const std::string& bytes) {
    return loaded<archive::xml_iarchive, jinguo::Household>(bytes);
  };
  EXPECT_EQ(load(forged(household, ">H1<", ">H2<")).id.text(), "H2");
  EXPECT_THROW(load(forged(household, ">H1<", ">-H<")), jinguo::InvalidArchive);
  EXPECT_THROW(load(forged(household, ">H1<", ">430602198001010027<")), jinguo::InvalidArchive);
  EXPECT_THROW(load(forged(household, "20140501", "20140231")), jinguo::InvalidArchive);
  EXPECT_THROW(load(forged(household, "20140501", "-20140501")), jinguo::InvalidArchive);
  EXPECT_THROW(load(forged(household, ">illness<", ">ilness<")), jinguo::InvalidArchive);
  EXPECT_THROW(load(forged(household, ">430626100001<", ">7<")), jinguo::InvalidArchive);
}

TEST(Serialize, AFalseCountRunsOutOfArchiveNotOfMemory) {
  const jinguo::Registry registry = jinguo::support::sample_registry();
  const jinguo::Household household = registry.all<jinguo::Household>()[0];
  const std::string bytes =
      forged(household, "<other_causes.count>2<", "<other_causes.count>18446744073709551615<");
  EXPECT_THROW((loaded<archive::xml_iarchive, jinguo::Household>(bytes)), std::exception);
}

/// An activity as archives of version 0 hold it: without the fields that came later.
struct OldActivity {
  jinguo::Activity activity{};
  template <class Archive>
  void serialize(Archive& ar, unsigned int) {
    jinguo::serialize(ar, activity, 0);
  }
};

TEST(Serialize, ARecordOfBeforeKeepsTheDefaultsOfWhatCameLater) {
  const jinguo::Registry registry = jinguo::support::sample_registry();
  OldActivity old;
  old.activity = registry.all<jinguo::Activity>()[0];
  const auto bytes = saved<archive::text_oarchive>(old);
  const auto read = loaded<archive::text_iarchive, OldActivity>(bytes).activity;
  EXPECT_EQ(read.id, old.activity.id);
  EXPECT_EQ(read.skill, old.activity.skill);
  EXPECT_EQ(read.proof, old.activity.proof);
  EXPECT_EQ(read.days, std::nullopt);
  EXPECT_EQ(read.brand, std::nullopt);
  EXPECT_NE(read, old.activity);
}

/// The sample registry as the last commit before the table of roads wrote it.
TEST(Serialize, ARegistryOfBeforeTheRoadsIsReadWithoutAny) {
  std::ifstream file(JINGUO_SOURCE_DIR "/tests/io/golden/registry-0.txt");
  archive::text_iarchive in(file);
  jinguo::Registry read;
  in >> make_nvp("registry", read);
  jinguo::Registry expected;
  const jinguo::Registry sample = jinguo::support::sample_registry();
  expected.set_synthetic(sample.synthetic());
  const auto add = [&]<class Record>(const jinguo::Table<Record>& table) {
    if constexpr (std::is_same_v<Record, jinguo::Road>) return;
    for (const Record& record : table.rows()) expected.add(record);
  };
  sample.for_each_table(add);
  EXPECT_EQ(read, expected);
  EXPECT_NE(read, sample);
  EXPECT_EQ(read.all<jinguo::Road>().size(), 0U);
}

}  // namespace
