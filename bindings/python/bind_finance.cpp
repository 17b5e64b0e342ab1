#include <pybind11/stl.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "jinguo/domain/eligibility.hpp"
#include "jinguo/finance/schedule.hpp"
#include "jinguo/finance/subsidy.hpp"
#include "values.hpp"

namespace jinguo_python {
namespace {

namespace finance = jinguo::finance;
using finance::Instalment;
using finance::LoanInstalment;
using finance::Payer;
using finance::Schedule;
using jinguo::Registry;

/// Reads arguments one after another and collects what is wrong with them.
class Arguments {
 public:
  explicit Arguments(const py::dict& given) : given_(given) {}

  /// Sets `to` unless its argument is absent or wrong.
  template <class T>
  void read(const char* name, T& to) {
    if (given_.contains(name)) read(name, given_[name], to);
  }
  template <class T>
  void read(const char* name, const py::handle& value, T& to) {
    try {
      to = from_python<T>(value, name);
    } catch (const jinguo::InputError& error) {
      issues.insert(issues.end(), error.issues().begin(), error.issues().end());
    }
  }
  void read(const char* name, jinguo::Decimal& to) {
    if (!given_.contains(name)) return;
    const auto value = jinguo::Decimal::parse(given_[name].cast<std::string>());
    if (value) {
      to = *value;
    } else {
      issues.push_back(issue_of("python.dtype", name,
                                {{"expected", "a decimal number"}, {"actual", "another text"}}));
    }
  }

  std::vector<jinguo::Issue> issues{};

 private:
  const py::dict& given_;
};

Schedule schedule(const py::dict& given) {
  // What is wrong here is replaced by what could stand there, so that the rest is checked too.
  Arguments arguments(given);
  jinguo::Money principal = jinguo::Money::from_yuan(1);
  jinguo::Decimal rate;
  std::int32_t n = 1;
  jinguo::Date start = std::chrono::year(2016) / 1 / 1;
  finance::ScheduleOptions options;
  arguments.read("principal", principal);
  arguments.read("rate", rate);
  arguments.read("n", n);
  arguments.read("method", options.method);
  arguments.read("frequency", options.frequency);
  arguments.read("every", options.every);
  arguments.read("day_count", options.day_count);
  arguments.read("start", start);
  arguments.read("first_due", options.first_due);
  arguments.read("rate_per", options.rate_per);
  arguments.read("principal_grace", options.principal_grace);
  arguments.read("interest_grace", options.interest_grace);
  arguments.read("rounding", options.rounding);
  arguments.read("multiple", options.multiple);
  arguments.read("emi_adjustment", options.emi_adjustment);
  if (!given["principal_share"].is_none()) {
    jinguo::Decimal share{1, 0};
    arguments.read("principal_share", share);
    options.principal_share = share;
  }
  const auto paid_out = given["disbursements"].cast<std::pair<py::list, py::list>>();
  std::vector<jinguo::Date> days;
  std::vector<jinguo::Money> amounts;
  arguments.read("disbursements", paid_out.first, days);
  arguments.read("disbursements", paid_out.second, amounts);
  for (std::size_t k = 0; k < std::min(days.size(), amounts.size()); ++k) {
    options.disbursements.push_back({days[k], amounts[k]});
  }
  std::vector<jinguo::Issue> issues = finance::why_not_schedule(principal, rate, n, start, options);
  issues.insert(issues.begin(), arguments.issues.begin(), arguments.issues.end());
  if (!issues.empty()) throw jinguo::InputError(std::move(issues));
  const py::gil_scoped_release release;
  return finance::schedule(principal, rate, n, start, options);
}

py::dict columns_of(const std::vector<Instalment>& rows) {
  py::dict out;
  out["number"] = column(rows, [](const Instalment& r) { return r.number; });
  out["due"] = column(rows, [](const Instalment& r) { return r.due; });
  out["principal"] = column(rows, [](const Instalment& r) { return r.principal; });
  out["interest"] = column(rows, [](const Instalment& r) { return r.interest; });
  out["total"] = column(rows, [](const Instalment& r) { return r.total; });
  out["balance"] = column(rows, [](const Instalment& r) { return r.balance; });
  return out;
}

/// What columns_of() gave, as a schedule again.
Schedule schedule_of(const py::dict& columns, py::handle instalment) {
  const auto money = [&](const char* name, std::size_t row) {
    return from_python<jinguo::Money>(columns[name][py::int_(row)], name);
  };
  Schedule made;
  made.instalment = from_python<jinguo::Money>(instalment, "instalment");
  for (std::size_t k = 0; k < py::len(columns["number"]); ++k) {
    made.rows.push_back({columns["number"][py::int_(k)].cast<std::int32_t>(),
                         from_python<jinguo::Date>(columns["due"][py::int_(k)], "due"),
                         money("principal", k), money("interest", k), money("total", k),
                         money("balance", k)});
  }
  return made;
}

py::dict columns_of(const std::vector<LoanInstalment>& rows) {
  std::vector<Instalment> instalments;
  for (const LoanInstalment& row : rows) instalments.push_back(row.instalment);
  py::dict out = columns_of(instalments);
  out["year"] = column(rows, [](const LoanInstalment& r) { return r.year; });
  out["standing"] = column(
      rows, [](const LoanInstalment& r) { return std::string(jinguo::to_string(r.standing)); });
  for (const jinguo::Coded<Payer>& payer : finance::payer_codes) {
    out[py::str(std::string(payer.word))] =
        column(rows, [&](const LoanInstalment& r) { return share_of(r.interest_by, payer.value); });
  }
  return out;
}

template <class Record>
const Record& known(const Registry& registry, const std::string& text) {
  std::optional<jinguo::IdOf<Record>> id;
  try {
    id.emplace(text);
  } catch (const jinguo::InputError&) {  // what cannot be an id is nobody's
  }
  const Record* const record = id ? registry.find(*id) : nullptr;
  if (record == nullptr) throw py::key_error(jinguo::mask_citizen_numbers(text));
  return *record;
}

/// Words with their names in Chinese, in the order of the codes.
template <class E>
py::dict chinese_of() {
  py::dict out;
  for (const jinguo::Coded<E>& row : codes(std::type_identity<E>{})) {
    out[py::str(std::string(row.word))] = std::string(row.zh);
  }
  return out;
}

}  // namespace

void bind_finance(py::module_& module) {
  py::class_<Schedule>(module, "Schedule", "The instalments of a loan; made by jinguo.finance.")
      .def(py::init<const Schedule&>(), py::arg("schedule"))
      .def_property_readonly(
          "instalment", [](const Schedule& self) { return to_python(self.instalment); },
          "Of equal instalments: the one they are all meant to be; else 0.")
      .def_property_readonly(
          "interest", [](const Schedule& self) { return to_python(self.interest()); },
          "Interest of all instalments together.")
      .def(
          "columns", [](const Schedule& self) { return columns_of(self.rows); },
          R"(The columns of `to_frame`, each as a list.

Returns
-------
dict of str to list
    number (from 1), due (dates), principal, interest, total, balance (Decimal, yuan).

Examples
--------
>>> from jinguo import finance
>>> finance.schedule("50000", "0.0435", 3, start="2016-01-31").columns()["number"]
[1, 2, 3])")
      .def("__len__", [](const Schedule& self) { return self.rows.size(); })
      .def(
          "__eq__", [](const Schedule& a, const Schedule& b) { return a == b; }, py::is_operator())
      .def(py::pickle(
          [](const Schedule& self) {
            return py::make_tuple(columns_of(self.rows), to_python(self.instalment));
          },
          [](const py::tuple& state) { return schedule_of(state[0].cast<py::dict>(), state[1]); }))
      .attr("__hash__") = py::none();
  module.def("finance_schedule", &schedule, py::arg("given"));
  module.def(
      "finance_loan_schedule",
      [](const Registry& registry, const std::string& id) {
        const jinguo::Loan& loan = known<jinguo::Loan>(registry, id);
        return columns_of(finance::loan_schedule(
            loan, known<jinguo::LoanProduct>(registry, loan.product.text())));
      },
      py::arg("registry"), py::arg("id"));
  module.def(
      "finance_bill",
      [](const Registry& registry, const py::object& until) {
        finance::BillOptions options;
        options.until = from_python<std::optional<jinguo::Date>>(until, "until");
        const std::vector<finance::BillRow> rows = finance::bill(registry, options);
        py::dict out;
        out["year"] = column(rows, [](const finance::BillRow& r) { return r.year; });
        out["payer"] = column(rows, [](const finance::BillRow& r) {
          return std::string(jinguo::to_string(r.payer));
        });
        out["product"] = column(rows, [](const finance::BillRow& r) { return r.product; });
        out["loans"] = column(rows, [](const finance::BillRow& r) { return r.loans; });
        out["amount"] = column(rows, [](const finance::BillRow& r) { return r.amount; });
        return out;
      },
      py::arg("registry"), py::arg("until"));
  module.def(
      "finance_split",
      [](const py::object& interest, std::int32_t subsidy_bp,
         const std::vector<std::int32_t>& payer_bp) {
        const finance::Shares shares =
            finance::split(from_python<jinguo::Money>(interest, "interest"), subsidy_bp, payer_bp);
        py::dict out;
        for (const jinguo::Coded<Payer>& payer : finance::payer_codes) {
          out[py::str(std::string(payer.word))] = to_python(share_of(shares, payer.value));
        }
        return out;
      },
      py::arg("interest"), py::arg("subsidy_bp"), py::arg("payer_bp"));
  module.def(
      "finance_why_not_eligible",
      [](const Registry& registry, const std::string& woman, const std::string& product,
         const py::object& day, const py::object& amount, const py::object& term_months) {
        std::optional<jinguo::LoanTerms> terms;
        if (!amount.is_none() || !term_months.is_none()) {
          // What is not asked about keeps the product's rule.
          const auto& of = known<jinguo::LoanProduct>(registry, product);
          terms.emplace();
          terms->amount =
              amount.is_none() ? of.ceiling : from_python<jinguo::Money>(amount, "amount");
          terms->term_months = term_months.is_none()
                                   ? of.max_term_months
                                   : from_python<std::int32_t>(term_months, "term_months");
        }
        return jinguo::why_not_eligible(registry, known<jinguo::LoanProduct>(registry, product),
                                        known<jinguo::Beneficiary>(registry, woman),
                                        from_python<jinguo::Date>(day, "day"), terms);
      },
      py::arg("registry"), py::arg("woman"), py::arg("product"), py::arg("day"), py::arg("amount"),
      py::arg("term_months"));
  module.attr("payers") = chinese_of<Payer>();
  module.attr("standings") = chinese_of<finance::Standing>();
  module.attr("repayments") = chinese_of<jinguo::Repayment>();
}

}  // namespace jinguo_python
