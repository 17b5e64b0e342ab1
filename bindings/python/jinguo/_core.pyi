"""
The compiled part of jinguo. Private: import jinguo instead.
"""
from __future__ import annotations
import collections.abc
import datetime
import decimal
import numpy
import numpy.typing
import os
import pathlib
import typing
__all__: list[str] = ['Activity', 'Adoption', 'Anchor', 'Base', 'Beneficiary', 'Chain', 'Explainer', 'ForcedPair', 'Gazetteer', 'Household', 'Issue', 'Loan', 'LoanApplication', 'LoanProduct', 'Market', 'Member', 'Mentor', 'Mentorship', 'Message', 'Option', 'PairingPlan', 'Person', 'PlaceReason', 'PlaceResult', 'Placement', 'Plan', 'PlanAward', 'PlanChanges', 'Policy', 'Programme', 'Project', 'Region', 'Registry', 'Road', 'Rows', 'Schedule', 'Unmatched', 'WholeFolder', 'WomanChange', 'achievement_options', 'achievement_words', 'adopt', 'adopted', 'append_relations', 'awards_csv', 'changes', 'check_changes', 'chosen_scale', 'enumerators', 'explain', 'explain_stored', 'faults_of', 'finance_bill', 'finance_loan_schedule', 'finance_schedule', 'finance_split', 'finance_why_not_eligible', 'floor_gains', 'groups_by', 'holds_citizen_number', 'is_made_from', 'load_plan', 'load_policy', 'losses', 'lottery_commitment', 'lottery_number', 'lottery_pseudonym', 'lottery_sheet', 'made_from', 'market_of', 'mask_citizen_numbers', 'match', 'max_score', 'measure_achievement', 'measure_compare', 'measure_evaluate', 'measure_moved', 'measure_needs', 'measure_pairs', 'measure_robustness', 'new_policy_text', 'newest_digest_form', 'no_way', 'parse_policy', 'payers', 'plan_from_bytes', 'plan_json', 'plan_to_bytes', 'plausible_thresholds', 'policy_digest', 'poverty_lines', 'programme_yueyang_2016', 'project', 'public_seed', 'read_folder', 'read_tables', 'registry_digest', 'repayments', 'rewrite_file', 'sample_yueyang', 'save_plan', 'save_plan_folder', 'save_registry', 'split', 'split_by_region', 'standings', 'straight_line', 'table_columns', 'tables', 'tables_zh', 'transport', 'unbounded_price', 'unmatched_csv', 'unproven', 'verify', 'why_not_change', 'why_not_drawn', 'why_not_feasible', 'why_not_infeasible', 'why_not_least', 'why_not_optimal', 'write_file', 'yueyang_divisions']
class Message:
    """
    A text for people as a code with parameters, rendered when it is read.

    Parameters
    ----------
    code : str
        The catalogue's code, "module.what".
    parameters : list of (str, str), default []
        Names and values that the text has places for.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Message("engine.rule.distance").text("en")
    'too far'
    """
    def __eq__(self, arg0: Message) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, code: str, parameters: collections.abc.Sequence[tuple[str, str]] = []) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def text(self, lang: str = 'en') -> str:
        """
        The text in a language.

        Parameters
        ----------
        lang : {"en", "zh"}, default "en"
            Language of the text.

        Returns
        -------
        str
            The text; of a code that the catalogue lacks the code itself.

        Raises
        ------
        InputError
            Another language.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Message("engine.rule.distance").text("zh")
        '距离过远'
        """
    @property
    def code(self) -> str:
        """
        The catalogue's code, "module.what".
        """
    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """
        (name, value), by name unique.
        """
class Issue:
    """
    One fault of an input: where, what, what was expected, how to mend it.

    Parameters
    ----------
    code : str
        Stable, for example "io.date.mend".
    severity : {"error", "warning"}, default "error"
        Errors stop; warnings do not.
    file : str, default ""
        File, sheet or option; empty for values in memory.
    row : int, default 0
        As a spreadsheet counts, header = 1; a line in a policy; 0: none.
    column : str, default ""
        Column, key or argument at fault.
    value : str, default ""
        For the file's owner only; cut to 40 characters in texts.
    expected : Message, optional
        What was expected; the code's own text unless given.
    mend : Message, optional
        How to mend it.
    subject : str, default ""
        Id of the record, where it has one.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Issue("core.id", file="women", row=3).place()
    'women row 3: core.id'
    """
    def __eq__(self, arg0: Issue) -> bool:
        ...
    def __getstate__(self) -> tuple[str, str, str, int, str, str, tuple, tuple, str, str]:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, code: str, *, severity: str = 'error', file: str = '', row: typing.SupportsInt | typing.SupportsIndex = 0, column: str = '', value: str = '', expected: Message | None = None, mend: Message | None = None, subject: str = '') -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def log_text(self) -> str:
        """
        `place`, and of policies and of arguments what was expected: safe for logs.

        Returns
        -------
        str
            No value of a record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Issue("core.id", file="women", row=3).log_text()
        'women row 3: core.id'
        """
    def place(self) -> str:
        """
        File, row, column and code only, for logs.

        Returns
        -------
        str
            No value of a record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Issue("core.id", file="women", row=3).place()
        'women row 3: core.id'
        """
    def text(self, lang: str = 'en') -> str:
        """
        The whole issue in a language.

        Parameters
        ----------
        lang : {"en", "zh"}, default "en"
            Language of the text.

        Returns
        -------
        str
            Where, what, what was expected, how to mend it.

        Raises
        ------
        InputError
            Another language.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Issue("core.id", file="women", row=3).text("en").startswith("women row 3")
        True
        """
    @property
    def code(self) -> str:
        """
        Stable, e.g. "table.date.slashes".
        """
    @property
    def column(self) -> str:
        """
        Column, key or argument at fault; empty: the whole row or file.
        """
    @property
    def column_zh(self) -> str:
        """
        What people call the column in Chinese, where a table's schema says it. For reading only: it is neither stored nor compared.
        """
    @property
    def expected(self) -> Message:
        """
        What was expected there.
        """
    @property
    def file(self) -> str:
        """
        File, sheet or option; empty for values in memory.
        """
    @property
    def mend(self) -> Message:
        """
        How to mend it; its code is empty where nothing can be said.
        """
    @property
    def row(self) -> int:
        """
        As a spreadsheet counts, header = 1; a line in a policy; 0: none.
        """
    @property
    def severity(self) -> typing.Literal['error', 'warning']:
        """
        Errors stop; warnings do not.
        """
    @property
    def subject(self) -> str:
        """
        Id of the record, where it has one.
        """
    @property
    def value(self) -> str:
        """
        Shown to the file's owner only; at most 40 characters, escaped.
        """
class Region:
    """
    A division of the tree: county, township or village.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    code : str, optional
        Its code, 2, 4, 6, 9 or 12 digits; unique in its table. 代码
    name : str, optional
        A public name; digested as text, since it names no person. 名称
    position : tuple[float, float], optional
        Columns lon and lat: the seat or centre. 位置
    leading_industries : collections.abc.Iterable[str], optional
        Of a county. 主导产业
    poor : bool, optional
        A poor village, or a county on the poverty list. 贫困

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Region(code="430626").code
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'leading_industries': (('grain', '1', '粮食'), ('vegetables', '2', '蔬菜'), ('fruit', '3', '水果'), ('tea', '4', '茶叶'), ('oil_tea', '5', '油茶'), ('mustard', '6', '芥菜'), ('cotton', '7', '棉花'), ('lotus', '8', '莲藕'), ('pepper', '9', '辣椒'), ('sweet_potato', '10', '红薯'), ('pigs', '11', '生猪'), ('poultry', '12', '家禽'), ('goats', '13', '山羊'), ('fish', '14', '水产'), ('bees', '15', '养蜂'), ('snacks', '16', '休闲食品'), ('zongzi', '17', '粽子'), ('bamboo', '18', '竹器'), ('fishing_floats', '19', '钓具浮标'), ('handicraft', '20', '手工艺'), ('garments', '21', '服装'), ('domestic_service', '22', '家政'), ('e_commerce', '23', '电商'), ('tourism', '24', '乡村旅游'), ('recycling', '25', '再生资源'), ('retail', '26', '商贸'), ('courtyard', '27', '庭院经济'), ('other', '28', '其他'))}
    fields: typing.ClassVar[tuple] = (('code', '代码', 'key'), ('name', '名称', 'required'), ('position', '位置', 'optional'), ('leading_industries', '主导产业', 'optional'), ('poor', '贫困', 'optional'))
    table: typing.ClassVar[str] = 'regions'
    table_zh: typing.ClassVar[str] = '行政区划'
    def __eq__(self, arg0: Region) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, code: str | None = None, name: str | None = None, position: tuple[float, float] | None = None, leading_industries: collections.abc.Iterable[str] | None = None, poor: bool | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, code: str | None = None, name: str | None = None, position: tuple[float, float] | None = None, leading_industries: collections.abc.Iterable[str] | None = None, poor: bool | None = None) -> Region:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        code : str, optional
            Its code, 2, 4, 6, 9 or 12 digits; unique in its table. 代码
        name : str, optional
            A public name; digested as text, since it names no person. 名称
        position : tuple[float, float], optional
            Columns lon and lat: the seat or centre. 位置
        leading_industries : collections.abc.Iterable[str], optional
            Of a county. 主导产业
        poor : bool, optional
            A poor village, or a county on the poverty list. 贫困

        Returns
        -------
        Region
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Region(code="430626").replace(code="430602").code
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Region(code="430626").to_dict()["code"]
        '430626'
        """
    @property
    def code(self) -> str:
        """
        Its code, 2, 4, 6, 9 or 12 digits; unique in its table. 代码
        """
    @property
    def leading_industries(self) -> tuple[typing.Literal['grain', 'vegetables', 'fruit', 'tea', 'oil_tea', 'mustard', 'cotton', 'lotus', 'pepper', 'sweet_potato', 'pigs', 'poultry', 'goats', 'fish', 'bees', 'snacks', 'zongzi', 'bamboo', 'fishing_floats', 'handicraft', 'garments', 'domestic_service', 'e_commerce', 'tourism', 'recycling', 'retail', 'courtyard', 'other'], ...]:
        """
        Of a county. 主导产业
        """
    @property
    def name(self) -> str:
        """
        A public name; digested as text, since it names no person. 名称
        """
    @property
    def poor(self) -> bool:
        """
        A poor village, or a county on the poverty list. 贫困
        """
    @property
    def position(self) -> tuple[float, float] | None:
        """
        Columns lon and lat: the seat or centre. 位置
        """
class Household:
    """
    A household of the register (registration form of poor households).

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    id : str, optional
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 户编号
    region : str, optional
        Village, or the lowest division known. 所在村
    status : str, optional
        registered, exited, or never on the register. 建档状态
    registered_on : datetime.date | str, optional
        Day on which it came on the register; absent of one never registered. 建档日期
    exited_on : datetime.date | str, optional
        Required when exited. 脱贫日期
    standard : str, optional
        A1 of the form: by which standard it is poor. 识别标准
    type : str, optional
        A2: poor, on allowance, of five guarantees ... 户类型
    main_cause : str, optional
        A3a: main cause of poverty; required while registered. 主要致贫原因
    other_causes : collections.abc.Iterable[str], optional
        A3b: further causes; at most 2, all different, without the main one. 其他致贫原因
    wage_income : decimal.Decimal | int | str, optional
        Yuan a year from wages (A17); absent: unknown, not 0. 工资性收入
    business_income : decimal.Decimal | int | str, optional
        Yuan a year from the household's own business, before production costs; absent: unknown, not 0. 经营性收入
    transfer_income : decimal.Decimal | int | str, optional
        Yuan a year from pensions, subsidies and relatives; absent: unknown, not 0. 转移性收入
    property_income : decimal.Decimal | int | str, optional
        Yuan a year from rents, dividends and interest; absent: unknown, not 0. 财产性收入
    production_costs : decimal.Decimal | int | str, optional
        Yuan a year that production costs; taken off the incomes. 生产经营支出
    housing_area_m2 : int, optional
        A21: square metres of the home; 0: none. 住房面积（平方米）
    housing : str, optional
        A22: what the house is built of; absent: unknown. 住房结构
    relocated : bool, optional
        A24: moved or to be moved by the programme. 易地搬迁
    electricity : bool, optional
        A35: the home has electricity; absent: unknown. 通电
    water : str, optional
        A37: where drinking water comes from; absent: unknown. 饮水来源
    position : tuple[float, float], optional
        Columns lon and lat; else the point of the village, township or county. 位置
    note : str, optional
        Remarks; neither digested nor logged. 说明

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Household(id="430626").id
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'status': (('registered', '1', '建档立卡'), ('exited', '2', '已脱贫'), ('never', '3', '非建档立卡')), 'standard': (('national', '1', '国家标准'), ('provincial', '2', '省定标准'), ('municipal', '3', '市定标准')), 'type': (('general', '1', '一般贫困户'), ('allowance', '2', '低保户'), ('five_guarantee', '3', '五保户'), ('allowance_poor', '4', '低保贫困户')), 'main_cause': (('illness', '1', '因病'), ('disability', '2', '因残'), ('schooling', '3', '因学'), ('disaster', '4', '因灾'), ('land', '5', '缺土地'), ('water', '6', '缺水'), ('skills', '7', '缺技术'), ('labour', '8', '缺劳力'), ('capital', '9', '缺资金'), ('transport', '10', '交通条件落后'), ('motivation', '11', '自身发展动力不足'), ('other', '12', '其它')), 'other_causes': (('illness', '1', '因病'), ('disability', '2', '因残'), ('schooling', '3', '因学'), ('disaster', '4', '因灾'), ('land', '5', '缺土地'), ('water', '6', '缺水'), ('skills', '7', '缺技术'), ('labour', '8', '缺劳力'), ('capital', '9', '缺资金'), ('transport', '10', '交通条件落后'), ('motivation', '11', '自身发展动力不足'), ('other', '12', '其它')), 'housing': (('concrete', '1', '钢筋混凝土'), ('brick_concrete', '2', '砖混'), ('brick_timber', '3', '砖木'), ('earth_timber', '4', '土木'), ('other', '5', '其他')), 'water': (('piped', '1', '自来水'), ('well', '2', '井水'), ('mountain_spring', '3', '山泉水'), ('surface', '4', '河塘水'), ('other', '5', '其他水源'))}
    fields: typing.ClassVar[tuple] = (('id', '户编号', 'key'), ('region', '所在村', 'required'), ('status', '建档状态', 'required'), ('registered_on', '建档日期', 'optional'), ('exited_on', '脱贫日期', 'optional'), ('standard', '识别标准', 'required'), ('type', '户类型', 'required'), ('main_cause', '主要致贫原因', 'optional'), ('other_causes', '其他致贫原因', 'optional'), ('wage_income', '工资性收入', 'optional'), ('business_income', '经营性收入', 'optional'), ('transfer_income', '转移性收入', 'optional'), ('property_income', '财产性收入', 'optional'), ('production_costs', '生产经营支出', 'optional'), ('housing_area_m2', '住房面积（平方米）', 'optional'), ('housing', '住房结构', 'optional'), ('relocated', '易地搬迁', 'optional'), ('electricity', '通电', 'optional'), ('water', '饮水来源', 'optional'), ('position', '位置', 'optional'), ('note', '说明', 'free_text'))
    table: typing.ClassVar[str] = 'households'
    table_zh: typing.ClassVar[str] = '贫困户'
    def __eq__(self, arg0: Household) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, id: str | None = None, region: str | None = None, status: str | None = None, registered_on: datetime.date | str | None = None, exited_on: datetime.date | str | None = None, standard: str | None = None, type: str | None = None, main_cause: str | None = None, other_causes: collections.abc.Iterable[str] | None = None, wage_income: decimal.Decimal | int | str | None = None, business_income: decimal.Decimal | int | str | None = None, transfer_income: decimal.Decimal | int | str | None = None, property_income: decimal.Decimal | int | str | None = None, production_costs: decimal.Decimal | int | str | None = None, housing_area_m2: int | None = None, housing: str | None = None, relocated: bool | None = None, electricity: bool | None = None, water: str | None = None, position: tuple[float, float] | None = None, note: str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, id: str | None = None, region: str | None = None, status: str | None = None, registered_on: datetime.date | str | None = None, exited_on: datetime.date | str | None = None, standard: str | None = None, type: str | None = None, main_cause: str | None = None, other_causes: collections.abc.Iterable[str] | None = None, wage_income: decimal.Decimal | int | str | None = None, business_income: decimal.Decimal | int | str | None = None, transfer_income: decimal.Decimal | int | str | None = None, property_income: decimal.Decimal | int | str | None = None, production_costs: decimal.Decimal | int | str | None = None, housing_area_m2: int | None = None, housing: str | None = None, relocated: bool | None = None, electricity: bool | None = None, water: str | None = None, position: tuple[float, float] | None = None, note: str | None = None) -> Household:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        id : str, optional
            Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 户编号
        region : str, optional
            Village, or the lowest division known. 所在村
        status : str, optional
            registered, exited, or never on the register. 建档状态
        registered_on : datetime.date | str, optional
            Day on which it came on the register; absent of one never registered. 建档日期
        exited_on : datetime.date | str, optional
            Required when exited. 脱贫日期
        standard : str, optional
            A1 of the form: by which standard it is poor. 识别标准
        type : str, optional
            A2: poor, on allowance, of five guarantees ... 户类型
        main_cause : str, optional
            A3a: main cause of poverty; required while registered. 主要致贫原因
        other_causes : collections.abc.Iterable[str], optional
            A3b: further causes; at most 2, all different, without the main one. 其他致贫原因
        wage_income : decimal.Decimal | int | str, optional
            Yuan a year from wages (A17); absent: unknown, not 0. 工资性收入
        business_income : decimal.Decimal | int | str, optional
            Yuan a year from the household's own business, before production costs; absent: unknown, not 0. 经营性收入
        transfer_income : decimal.Decimal | int | str, optional
            Yuan a year from pensions, subsidies and relatives; absent: unknown, not 0. 转移性收入
        property_income : decimal.Decimal | int | str, optional
            Yuan a year from rents, dividends and interest; absent: unknown, not 0. 财产性收入
        production_costs : decimal.Decimal | int | str, optional
            Yuan a year that production costs; taken off the incomes. 生产经营支出
        housing_area_m2 : int, optional
            A21: square metres of the home; 0: none. 住房面积（平方米）
        housing : str, optional
            A22: what the house is built of; absent: unknown. 住房结构
        relocated : bool, optional
            A24: moved or to be moved by the programme. 易地搬迁
        electricity : bool, optional
            A35: the home has electricity; absent: unknown. 通电
        water : str, optional
            A37: where drinking water comes from; absent: unknown. 饮水来源
        position : tuple[float, float], optional
            Columns lon and lat; else the point of the village, township or county. 位置
        note : str, optional
            Remarks; neither digested nor logged. 说明

        Returns
        -------
        Household
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Household(id="430626").replace(id="430602").id
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Household(id="430626").to_dict()["id"]
        '430626'
        """
    @property
    def business_income(self) -> decimal.Decimal | None:
        """
        Yuan a year from the household's own business, before production costs; absent: unknown, not 0. 经营性收入
        """
    @property
    def electricity(self) -> bool | None:
        """
        A35: the home has electricity; absent: unknown. 通电
        """
    @property
    def exited_on(self) -> datetime.date | None:
        """
        Required when exited. 脱贫日期
        """
    @property
    def housing(self) -> typing.Literal['concrete', 'brick_concrete', 'brick_timber', 'earth_timber', 'other'] | None:
        """
        A22: what the house is built of; absent: unknown. 住房结构
        """
    @property
    def housing_area_m2(self) -> int | None:
        """
        A21: square metres of the home; 0: none. 住房面积（平方米）
        """
    @property
    def id(self) -> str:
        """
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 户编号
        """
    @property
    def main_cause(self) -> typing.Literal['illness', 'disability', 'schooling', 'disaster', 'land', 'water', 'skills', 'labour', 'capital', 'transport', 'motivation', 'other'] | None:
        """
        A3a: main cause of poverty; required while registered. 主要致贫原因
        """
    @property
    def note(self) -> str:
        """
        Remarks; neither digested nor logged. 说明
        """
    @property
    def other_causes(self) -> tuple[typing.Literal['illness', 'disability', 'schooling', 'disaster', 'land', 'water', 'skills', 'labour', 'capital', 'transport', 'motivation', 'other'], ...]:
        """
        A3b: further causes; at most 2, all different, without the main one. 其他致贫原因
        """
    @property
    def position(self) -> tuple[float, float] | None:
        """
        Columns lon and lat; else the point of the village, township or county. 位置
        """
    @property
    def production_costs(self) -> decimal.Decimal:
        """
        Yuan a year that production costs; taken off the incomes. 生产经营支出
        """
    @property
    def property_income(self) -> decimal.Decimal | None:
        """
        Yuan a year from rents, dividends and interest; absent: unknown, not 0. 财产性收入
        """
    @property
    def region(self) -> str:
        """
        Village, or the lowest division known. 所在村
        """
    @property
    def registered_on(self) -> datetime.date | None:
        """
        Day on which it came on the register; absent of one never registered. 建档日期
        """
    @property
    def relocated(self) -> bool:
        """
        A24: moved or to be moved by the programme. 易地搬迁
        """
    @property
    def standard(self) -> typing.Literal['national', 'provincial', 'municipal']:
        """
        A1 of the form: by which standard it is poor. 识别标准
        """
    @property
    def status(self) -> typing.Literal['registered', 'exited', 'never']:
        """
        registered, exited, or never on the register. 建档状态
        """
    @property
    def transfer_income(self) -> decimal.Decimal | None:
        """
        Yuan a year from pensions, subsidies and relatives; absent: unknown, not 0. 转移性收入
        """
    @property
    def type(self) -> typing.Literal['general', 'allowance', 'five_guarantee', 'allowance_poor']:
        """
        A2: poor, on allowance, of five guarantees ... 户类型
        """
    @property
    def wage_income(self) -> decimal.Decimal | None:
        """
        Yuan a year from wages (A17); absent: unknown, not 0. 工资性收入
        """
    @property
    def water(self) -> typing.Literal['piped', 'well', 'mountain_spring', 'surface', 'other'] | None:
        """
        A37: where drinking water comes from; absent: unknown. 饮水来源
        """
class Beneficiary:
    """
    A woman of 16 or over of a household of the registry.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    id : str, optional
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
    household : str, optional
        The household that she belongs to. 户编号
    name : str, optional
        Name of a person: never needed, digested, shown in an issue or logged. 姓名
    birth_date : datetime.date | str, optional
        Decides her age on a policy's date. 出生日期
    relation : str, optional
        Her relation to the head of the household. 与户主关系
    ethnicity : str, optional
        Her ethnic group, by its Chinese name. 民族
    education : str, optional
        Highest level of schooling. 文化程度
    student : str, optional
        Whether and where she is at school. 在校生状况
    health : str, optional
        State of health; with the policy it decides which work she can do. 健康状况
    labour : str, optional
        Ability to work. 劳动能力
    away : bool, optional
        Works away from the county for more than 3 months a year. 外出务工
    insured : bool, optional
        Has the basic medical insurance of residents. 城乡居民医保
    pension : bool, optional
        Has a pension insurance. 养老保险
    skills : collections.abc.Iterable[str], optional
        Skills that she has, in any order, each once. 技能
    wishes : collections.abc.Iterable[str], optional
        At most 3, most wished first. 产业意愿
    care_duty : str, optional
        Whom she cares for at home; a policy may limit her distance by it. 照料负担
    max_distance_m : int, optional
        How far from home she can work. 最远距离（米）
    note : str, optional
        Remarks; neither digested nor logged. 说明

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Beneficiary(id="430626").id
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'relation': (('head', '1', '户主'), ('spouse', '2', '配偶'), ('child', '3', '子女'), ('child_in_law', '4', '儿媳女婿'), ('parent', '5', '父母'), ('grandchild', '6', '孙子女'), ('grandparent', '7', '祖父母'), ('sibling', '8', '兄弟姐妹'), ('other', '9', '其他')), 'education': (('illiterate', '1', '文盲半文盲'), ('primary', '2', '小学'), ('junior_secondary', '3', '初中'), ('senior_secondary', '4', '高中'), ('vocational', '5', '中专'), ('college', '6', '大专'), ('bachelor', '7', '本科及以上')), 'student': (('none', '0', '非在校生'), ('preschool', '1', '学前教育'), ('primary', '2', '小学在读'), ('junior_secondary', '3', '初中在读'), ('senior_secondary', '4', '高中在读'), ('vocational', '5', '中职在读'), ('college', '6', '高等院校在读')), 'health': (('healthy', '1', '健康'), ('chronic', '2', '长期慢性病'), ('serious_illness', '3', '患有大病'), ('disabled', '4', '残疾')), 'labour': (('ordinary', '1', '普通劳动力'), ('skilled', '2', '技能劳动力'), ('lost', '3', '丧失劳动力'), ('none', '4', '无劳动力')), 'skills': (('planting', '1', '种植'), ('breeding', '2', '养殖'), ('fishery', '3', '水产养殖'), ('tea_making', '4', '制茶'), ('food_processing', '5', '食品加工'), ('handicraft', '6', '手工编织'), ('sewing', '7', '缝纫'), ('domestic_service', '8', '家政服务'), ('elder_care', '9', '养老护理'), ('cooking', '10', '烹饪'), ('e_commerce', '11', '电子商务'), ('tourism_service', '12', '旅游接待'), ('bookkeeping', '13', '记账'), ('machinery', '14', '农机操作')), 'wishes': (('grain', '1', '粮食'), ('vegetables', '2', '蔬菜'), ('fruit', '3', '水果'), ('tea', '4', '茶叶'), ('oil_tea', '5', '油茶'), ('mustard', '6', '芥菜'), ('cotton', '7', '棉花'), ('lotus', '8', '莲藕'), ('pepper', '9', '辣椒'), ('sweet_potato', '10', '红薯'), ('pigs', '11', '生猪'), ('poultry', '12', '家禽'), ('goats', '13', '山羊'), ('fish', '14', '水产'), ('bees', '15', '养蜂'), ('snacks', '16', '休闲食品'), ('zongzi', '17', '粽子'), ('bamboo', '18', '竹器'), ('fishing_floats', '19', '钓具浮标'), ('handicraft', '20', '手工艺'), ('garments', '21', '服装'), ('domestic_service', '22', '家政'), ('e_commerce', '23', '电商'), ('tourism', '24', '乡村旅游'), ('recycling', '25', '再生资源'), ('retail', '26', '商贸'), ('courtyard', '27', '庭院经济'), ('other', '28', '其他')), 'care_duty': (('none', '0', '无'), ('child', '1', '照料儿童'), ('elder', '2', '照料老人'), ('patient', '3', '照料病残家人'))}
    fields: typing.ClassVar[tuple] = (('id', '编号', 'key'), ('household', '户编号', 'required'), ('name', '姓名', 'personal'), ('birth_date', '出生日期', 'required'), ('relation', '与户主关系', 'required'), ('ethnicity', '民族', 'optional'), ('education', '文化程度', 'required'), ('student', '在校生状况', 'optional'), ('health', '健康状况', 'required'), ('labour', '劳动能力', 'required'), ('away', '外出务工', 'optional'), ('insured', '城乡居民医保', 'optional'), ('pension', '养老保险', 'optional'), ('skills', '技能', 'optional'), ('wishes', '产业意愿', 'optional'), ('care_duty', '照料负担', 'optional'), ('max_distance_m', '最远距离（米）', 'optional'), ('note', '说明', 'free_text'))
    table: typing.ClassVar[str] = 'women'
    table_zh: typing.ClassVar[str] = '妇女'
    def __eq__(self, arg0: Beneficiary) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, id: str | None = None, household: str | None = None, name: str | None = None, birth_date: datetime.date | str | None = None, relation: str | None = None, ethnicity: str | None = None, education: str | None = None, student: str | None = None, health: str | None = None, labour: str | None = None, away: bool | None = None, insured: bool | None = None, pension: bool | None = None, skills: collections.abc.Iterable[str] | None = None, wishes: collections.abc.Iterable[str] | None = None, care_duty: str | None = None, max_distance_m: int | None = None, note: str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, id: str | None = None, household: str | None = None, name: str | None = None, birth_date: datetime.date | str | None = None, relation: str | None = None, ethnicity: str | None = None, education: str | None = None, student: str | None = None, health: str | None = None, labour: str | None = None, away: bool | None = None, insured: bool | None = None, pension: bool | None = None, skills: collections.abc.Iterable[str] | None = None, wishes: collections.abc.Iterable[str] | None = None, care_duty: str | None = None, max_distance_m: int | None = None, note: str | None = None) -> Beneficiary:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        id : str, optional
            Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        household : str, optional
            The household that she belongs to. 户编号
        name : str, optional
            Name of a person: never needed, digested, shown in an issue or logged. 姓名
        birth_date : datetime.date | str, optional
            Decides her age on a policy's date. 出生日期
        relation : str, optional
            Her relation to the head of the household. 与户主关系
        ethnicity : str, optional
            Her ethnic group, by its Chinese name. 民族
        education : str, optional
            Highest level of schooling. 文化程度
        student : str, optional
            Whether and where she is at school. 在校生状况
        health : str, optional
            State of health; with the policy it decides which work she can do. 健康状况
        labour : str, optional
            Ability to work. 劳动能力
        away : bool, optional
            Works away from the county for more than 3 months a year. 外出务工
        insured : bool, optional
            Has the basic medical insurance of residents. 城乡居民医保
        pension : bool, optional
            Has a pension insurance. 养老保险
        skills : collections.abc.Iterable[str], optional
            Skills that she has, in any order, each once. 技能
        wishes : collections.abc.Iterable[str], optional
            At most 3, most wished first. 产业意愿
        care_duty : str, optional
            Whom she cares for at home; a policy may limit her distance by it. 照料负担
        max_distance_m : int, optional
            How far from home she can work. 最远距离（米）
        note : str, optional
            Remarks; neither digested nor logged. 说明

        Returns
        -------
        Beneficiary
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Beneficiary(id="430626").replace(id="430602").id
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Beneficiary(id="430626").to_dict()["id"]
        '430626'
        """
    @property
    def away(self) -> bool:
        """
        Works away from the county for more than 3 months a year. 外出务工
        """
    @property
    def birth_date(self) -> datetime.date:
        """
        Decides her age on a policy's date. 出生日期
        """
    @property
    def care_duty(self) -> typing.Literal['none', 'child', 'elder', 'patient']:
        """
        Whom she cares for at home; a policy may limit her distance by it. 照料负担
        """
    @property
    def education(self) -> typing.Literal['illiterate', 'primary', 'junior_secondary', 'senior_secondary', 'vocational', 'college', 'bachelor']:
        """
        Highest level of schooling. 文化程度
        """
    @property
    def ethnicity(self) -> str:
        """
        Her ethnic group, by its Chinese name. 民族
        """
    @property
    def health(self) -> typing.Literal['healthy', 'chronic', 'serious_illness', 'disabled']:
        """
        State of health; with the policy it decides which work she can do. 健康状况
        """
    @property
    def household(self) -> str:
        """
        The household that she belongs to. 户编号
        """
    @property
    def id(self) -> str:
        """
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        """
    @property
    def insured(self) -> bool:
        """
        Has the basic medical insurance of residents. 城乡居民医保
        """
    @property
    def labour(self) -> typing.Literal['ordinary', 'skilled', 'lost', 'none']:
        """
        Ability to work. 劳动能力
        """
    @property
    def max_distance_m(self) -> int | None:
        """
        How far from home she can work. 最远距离（米）
        """
    @property
    def name(self) -> str:
        """
        Name of a person: never needed, digested, shown in an issue or logged. 姓名
        """
    @property
    def note(self) -> str:
        """
        Remarks; neither digested nor logged. 说明
        """
    @property
    def pension(self) -> bool:
        """
        Has a pension insurance. 养老保险
        """
    @property
    def relation(self) -> typing.Literal['head', 'spouse', 'child', 'child_in_law', 'parent', 'grandchild', 'grandparent', 'sibling', 'other']:
        """
        Her relation to the head of the household. 与户主关系
        """
    @property
    def skills(self) -> tuple[typing.Literal['planting', 'breeding', 'fishery', 'tea_making', 'food_processing', 'handicraft', 'sewing', 'domestic_service', 'elder_care', 'cooking', 'e_commerce', 'tourism_service', 'bookkeeping', 'machinery'], ...]:
        """
        Skills that she has, in any order, each once. 技能
        """
    @property
    def student(self) -> typing.Literal['none', 'preschool', 'primary', 'junior_secondary', 'senior_secondary', 'vocational', 'college']:
        """
        Whether and where she is at school. 在校生状况
        """
    @property
    def wishes(self) -> tuple[typing.Literal['grain', 'vegetables', 'fruit', 'tea', 'oil_tea', 'mustard', 'cotton', 'lotus', 'pepper', 'sweet_potato', 'pigs', 'poultry', 'goats', 'fish', 'bees', 'snacks', 'zongzi', 'bamboo', 'fishing_floats', 'handicraft', 'garments', 'domestic_service', 'e_commerce', 'tourism', 'recycling', 'retail', 'courtyard', 'other'], ...]:
        """
        At most 3, most wished first. 产业意愿
        """
class Member:
    """
    A member of a household who is not a woman of 16 or over.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    id : str, optional
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
    household : str, optional
        The household that the member belongs to. 户编号
    name : str, optional
        Name of a person: never needed, digested, shown in an issue or logged. 姓名
    sex : str, optional
        The member's sex. 性别
    birth_date : datetime.date | str, optional
        Decides the age. 出生日期
    relation : str, optional
        Relation to the head of the household. 与户主关系
    education : str, optional
        Highest level of schooling. 文化程度
    student : str, optional
        Whether and where the member is at school. 在校生状况
    health : str, optional
        State of health. 健康状况
    labour : str, optional
        Ability to work. 劳动能力
    away : bool, optional
        Works away from the county for more than 3 months a year. 外出务工
    insured : bool, optional
        Has the basic medical insurance of residents. 城乡居民医保
    note : str, optional
        Remarks; neither digested nor logged. 说明

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Member(id="430626").id
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'sex': (('female', '2', '女'), ('male', '1', '男')), 'relation': (('head', '1', '户主'), ('spouse', '2', '配偶'), ('child', '3', '子女'), ('child_in_law', '4', '儿媳女婿'), ('parent', '5', '父母'), ('grandchild', '6', '孙子女'), ('grandparent', '7', '祖父母'), ('sibling', '8', '兄弟姐妹'), ('other', '9', '其他')), 'education': (('illiterate', '1', '文盲半文盲'), ('primary', '2', '小学'), ('junior_secondary', '3', '初中'), ('senior_secondary', '4', '高中'), ('vocational', '5', '中专'), ('college', '6', '大专'), ('bachelor', '7', '本科及以上')), 'student': (('none', '0', '非在校生'), ('preschool', '1', '学前教育'), ('primary', '2', '小学在读'), ('junior_secondary', '3', '初中在读'), ('senior_secondary', '4', '高中在读'), ('vocational', '5', '中职在读'), ('college', '6', '高等院校在读')), 'health': (('healthy', '1', '健康'), ('chronic', '2', '长期慢性病'), ('serious_illness', '3', '患有大病'), ('disabled', '4', '残疾')), 'labour': (('ordinary', '1', '普通劳动力'), ('skilled', '2', '技能劳动力'), ('lost', '3', '丧失劳动力'), ('none', '4', '无劳动力'))}
    fields: typing.ClassVar[tuple] = (('id', '编号', 'key'), ('household', '户编号', 'required'), ('name', '姓名', 'personal'), ('sex', '性别', 'required'), ('birth_date', '出生日期', 'required'), ('relation', '与户主关系', 'required'), ('education', '文化程度', 'optional'), ('student', '在校生状况', 'optional'), ('health', '健康状况', 'required'), ('labour', '劳动能力', 'required'), ('away', '外出务工', 'optional'), ('insured', '城乡居民医保', 'optional'), ('note', '说明', 'free_text'))
    table: typing.ClassVar[str] = 'members'
    table_zh: typing.ClassVar[str] = '家庭成员'
    def __eq__(self, arg0: Member) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, id: str | None = None, household: str | None = None, name: str | None = None, sex: str | None = None, birth_date: datetime.date | str | None = None, relation: str | None = None, education: str | None = None, student: str | None = None, health: str | None = None, labour: str | None = None, away: bool | None = None, insured: bool | None = None, note: str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, id: str | None = None, household: str | None = None, name: str | None = None, sex: str | None = None, birth_date: datetime.date | str | None = None, relation: str | None = None, education: str | None = None, student: str | None = None, health: str | None = None, labour: str | None = None, away: bool | None = None, insured: bool | None = None, note: str | None = None) -> Member:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        id : str, optional
            Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        household : str, optional
            The household that the member belongs to. 户编号
        name : str, optional
            Name of a person: never needed, digested, shown in an issue or logged. 姓名
        sex : str, optional
            The member's sex. 性别
        birth_date : datetime.date | str, optional
            Decides the age. 出生日期
        relation : str, optional
            Relation to the head of the household. 与户主关系
        education : str, optional
            Highest level of schooling. 文化程度
        student : str, optional
            Whether and where the member is at school. 在校生状况
        health : str, optional
            State of health. 健康状况
        labour : str, optional
            Ability to work. 劳动能力
        away : bool, optional
            Works away from the county for more than 3 months a year. 外出务工
        insured : bool, optional
            Has the basic medical insurance of residents. 城乡居民医保
        note : str, optional
            Remarks; neither digested nor logged. 说明

        Returns
        -------
        Member
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Member(id="430626").replace(id="430602").id
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Member(id="430626").to_dict()["id"]
        '430626'
        """
    @property
    def away(self) -> bool:
        """
        Works away from the county for more than 3 months a year. 外出务工
        """
    @property
    def birth_date(self) -> datetime.date:
        """
        Decides the age. 出生日期
        """
    @property
    def education(self) -> typing.Literal['illiterate', 'primary', 'junior_secondary', 'senior_secondary', 'vocational', 'college', 'bachelor']:
        """
        Highest level of schooling. 文化程度
        """
    @property
    def health(self) -> typing.Literal['healthy', 'chronic', 'serious_illness', 'disabled']:
        """
        State of health. 健康状况
        """
    @property
    def household(self) -> str:
        """
        The household that the member belongs to. 户编号
        """
    @property
    def id(self) -> str:
        """
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        """
    @property
    def insured(self) -> bool:
        """
        Has the basic medical insurance of residents. 城乡居民医保
        """
    @property
    def labour(self) -> typing.Literal['ordinary', 'skilled', 'lost', 'none']:
        """
        Ability to work. 劳动能力
        """
    @property
    def name(self) -> str:
        """
        Name of a person: never needed, digested, shown in an issue or logged. 姓名
        """
    @property
    def note(self) -> str:
        """
        Remarks; neither digested nor logged. 说明
        """
    @property
    def relation(self) -> typing.Literal['head', 'spouse', 'child', 'child_in_law', 'parent', 'grandchild', 'grandparent', 'sibling', 'other']:
        """
        Relation to the head of the household. 与户主关系
        """
    @property
    def sex(self) -> typing.Literal['female', 'male']:
        """
        The member's sex. 性别
        """
    @property
    def student(self) -> typing.Literal['none', 'preschool', 'primary', 'junior_secondary', 'senior_secondary', 'vocational', 'college']:
        """
        Whether and where the member is at school. 在校生状况
        """
class Mentor:
    """
    An able woman who takes poor women under her wing.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    id : str, optional
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
    name : str, optional
        Name of a person: never needed, digested, shown in an issue or logged. 姓名
    region : str, optional
        Where it is, or where the person lives; the lowest division known. 所在地
    position : tuple[float, float], optional
        Where it lies; absent: the point of its division. 位置
    industries : collections.abc.Iterable[str], optional
        At least one. 产业
    skills : collections.abc.Iterable[str], optional
        Skills that she can teach. 技能
    places : int, optional
        Women she can take, at least 0. 名额
    level : str, optional
        Level of her title or organisation. 级别
    woman : str, optional
        If she is herself in the registry: she is never her own mentor. 妇女编号
    note : str, optional
        Remarks; neither digested nor logged. 说明

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Mentor(id="430626").id
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'industries': (('grain', '1', '粮食'), ('vegetables', '2', '蔬菜'), ('fruit', '3', '水果'), ('tea', '4', '茶叶'), ('oil_tea', '5', '油茶'), ('mustard', '6', '芥菜'), ('cotton', '7', '棉花'), ('lotus', '8', '莲藕'), ('pepper', '9', '辣椒'), ('sweet_potato', '10', '红薯'), ('pigs', '11', '生猪'), ('poultry', '12', '家禽'), ('goats', '13', '山羊'), ('fish', '14', '水产'), ('bees', '15', '养蜂'), ('snacks', '16', '休闲食品'), ('zongzi', '17', '粽子'), ('bamboo', '18', '竹器'), ('fishing_floats', '19', '钓具浮标'), ('handicraft', '20', '手工艺'), ('garments', '21', '服装'), ('domestic_service', '22', '家政'), ('e_commerce', '23', '电商'), ('tourism', '24', '乡村旅游'), ('recycling', '25', '再生资源'), ('retail', '26', '商贸'), ('courtyard', '27', '庭院经济'), ('other', '28', '其他')), 'skills': (('planting', '1', '种植'), ('breeding', '2', '养殖'), ('fishery', '3', '水产养殖'), ('tea_making', '4', '制茶'), ('food_processing', '5', '食品加工'), ('handicraft', '6', '手工编织'), ('sewing', '7', '缝纫'), ('domestic_service', '8', '家政服务'), ('elder_care', '9', '养老护理'), ('cooking', '10', '烹饪'), ('e_commerce', '11', '电子商务'), ('tourism_service', '12', '旅游接待'), ('bookkeeping', '13', '记账'), ('machinery', '14', '农机操作')), 'level': (('national', '1', '国家级'), ('provincial', '2', '省级'), ('municipal', '3', '市级'), ('county', '4', '县级'), ('township', '5', '乡镇级'), ('village', '6', '村级'))}
    fields: typing.ClassVar[tuple] = (('id', '编号', 'key'), ('name', '姓名', 'personal'), ('region', '所在地', 'required'), ('position', '位置', 'optional'), ('industries', '产业', 'required'), ('skills', '技能', 'optional'), ('places', '名额', 'required'), ('level', '级别', 'optional'), ('woman', '妇女编号', 'optional'), ('note', '说明', 'free_text'))
    table: typing.ClassVar[str] = 'mentors'
    table_zh: typing.ClassVar[str] = '女能人'
    def __eq__(self, arg0: Mentor) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, id: str | None = None, name: str | None = None, region: str | None = None, position: tuple[float, float] | None = None, industries: collections.abc.Iterable[str] | None = None, skills: collections.abc.Iterable[str] | None = None, places: int | None = None, level: str | None = None, woman: str | None = None, note: str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, id: str | None = None, name: str | None = None, region: str | None = None, position: tuple[float, float] | None = None, industries: collections.abc.Iterable[str] | None = None, skills: collections.abc.Iterable[str] | None = None, places: int | None = None, level: str | None = None, woman: str | None = None, note: str | None = None) -> Mentor:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        id : str, optional
            Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        name : str, optional
            Name of a person: never needed, digested, shown in an issue or logged. 姓名
        region : str, optional
            Where it is, or where the person lives; the lowest division known. 所在地
        position : tuple[float, float], optional
            Where it lies; absent: the point of its division. 位置
        industries : collections.abc.Iterable[str], optional
            At least one. 产业
        skills : collections.abc.Iterable[str], optional
            Skills that she can teach. 技能
        places : int, optional
            Women she can take, at least 0. 名额
        level : str, optional
            Level of her title or organisation. 级别
        woman : str, optional
            If she is herself in the registry: she is never her own mentor. 妇女编号
        note : str, optional
            Remarks; neither digested nor logged. 说明

        Returns
        -------
        Mentor
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Mentor(id="430626").replace(id="430602").id
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Mentor(id="430626").to_dict()["id"]
        '430626'
        """
    @property
    def id(self) -> str:
        """
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        """
    @property
    def industries(self) -> tuple[typing.Literal['grain', 'vegetables', 'fruit', 'tea', 'oil_tea', 'mustard', 'cotton', 'lotus', 'pepper', 'sweet_potato', 'pigs', 'poultry', 'goats', 'fish', 'bees', 'snacks', 'zongzi', 'bamboo', 'fishing_floats', 'handicraft', 'garments', 'domestic_service', 'e_commerce', 'tourism', 'recycling', 'retail', 'courtyard', 'other'], ...]:
        """
        At least one. 产业
        """
    @property
    def level(self) -> typing.Literal['national', 'provincial', 'municipal', 'county', 'township', 'village']:
        """
        Level of her title or organisation. 级别
        """
    @property
    def name(self) -> str:
        """
        Name of a person: never needed, digested, shown in an issue or logged. 姓名
        """
    @property
    def note(self) -> str:
        """
        Remarks; neither digested nor logged. 说明
        """
    @property
    def places(self) -> int:
        """
        Women she can take, at least 0. 名额
        """
    @property
    def position(self) -> tuple[float, float] | None:
        """
        Where it lies; absent: the point of its division. 位置
        """
    @property
    def region(self) -> str:
        """
        Where it is, or where the person lives; the lowest division known. 所在地
        """
    @property
    def skills(self) -> tuple[typing.Literal['planting', 'breeding', 'fishery', 'tea_making', 'food_processing', 'handicraft', 'sewing', 'domestic_service', 'elder_care', 'cooking', 'e_commerce', 'tourism_service', 'bookkeeping', 'machinery'], ...]:
        """
        Skills that she can teach. 技能
        """
    @property
    def woman(self) -> str | None:
        """
        If she is herself in the registry: she is never her own mentor. 妇女编号
        """
class Base:
    """
    A women's demonstration base.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    id : str, optional
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
    name : str, optional
        Name of an organisation; not digested. 名称
    kind : str, optional
        What work the base is for. 类型
    level : str, optional
        Highest level that named it a demonstration base, from `title_year` on. 级别
    title_year : int, optional
        The level counts from this year on. 命名年份
    region : str, optional
        Where it is, or where the person lives; the lowest division known. 所在地
    position : tuple[float, float], optional
        Where it lies; absent: the point of its division. 位置
    industry : str, optional
        What it produces. 产业
    skills : collections.abc.Iterable[str], optional
        Skills of the work, most needed first. 所需技能
    skill_required : bool, optional
        Whether she must have one of the skills already. 须有技能
    work : str, optional
        Weight of the work, which decides the health that it needs. 劳动强度
    at_home : bool, optional
        The work can be done at home. 可居家
    places : int, optional
        Number of women whom it can take, 0 or more. 名额
    income : decimal.Decimal | int | str, optional
        Expected net income of a woman, yuan a year. 预期年净收入
    risk : str, optional
        Risk of its market. 市场风险
    anchor : str, optional
        The anchor that it is linked to. 联结主体

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Base(id="430626").id
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'kind': (('agriculture', '1', '现代农业'), ('handicraft', '2', '手工编织'), ('domestic_service', '3', '家政服务')), 'level': (('national', '1', '国家级'), ('provincial', '2', '省级'), ('municipal', '3', '市级'), ('county', '4', '县级'), ('township', '5', '乡镇级'), ('village', '6', '村级')), 'industry': (('grain', '1', '粮食'), ('vegetables', '2', '蔬菜'), ('fruit', '3', '水果'), ('tea', '4', '茶叶'), ('oil_tea', '5', '油茶'), ('mustard', '6', '芥菜'), ('cotton', '7', '棉花'), ('lotus', '8', '莲藕'), ('pepper', '9', '辣椒'), ('sweet_potato', '10', '红薯'), ('pigs', '11', '生猪'), ('poultry', '12', '家禽'), ('goats', '13', '山羊'), ('fish', '14', '水产'), ('bees', '15', '养蜂'), ('snacks', '16', '休闲食品'), ('zongzi', '17', '粽子'), ('bamboo', '18', '竹器'), ('fishing_floats', '19', '钓具浮标'), ('handicraft', '20', '手工艺'), ('garments', '21', '服装'), ('domestic_service', '22', '家政'), ('e_commerce', '23', '电商'), ('tourism', '24', '乡村旅游'), ('recycling', '25', '再生资源'), ('retail', '26', '商贸'), ('courtyard', '27', '庭院经济'), ('other', '28', '其他')), 'skills': (('planting', '1', '种植'), ('breeding', '2', '养殖'), ('fishery', '3', '水产养殖'), ('tea_making', '4', '制茶'), ('food_processing', '5', '食品加工'), ('handicraft', '6', '手工编织'), ('sewing', '7', '缝纫'), ('domestic_service', '8', '家政服务'), ('elder_care', '9', '养老护理'), ('cooking', '10', '烹饪'), ('e_commerce', '11', '电子商务'), ('tourism_service', '12', '旅游接待'), ('bookkeeping', '13', '记账'), ('machinery', '14', '农机操作')), 'work': (('light', '1', '轻体力'), ('medium', '2', '中等体力'), ('heavy', '3', '重体力')), 'risk': (('low', '1', '低'), ('medium', '2', '中'), ('high', '3', '高'))}
    fields: typing.ClassVar[tuple] = (('id', '编号', 'key'), ('name', '名称', 'free_text'), ('kind', '类型', 'required'), ('level', '级别', 'required'), ('title_year', '命名年份', 'required'), ('region', '所在地', 'required'), ('position', '位置', 'optional'), ('industry', '产业', 'required'), ('skills', '所需技能', 'optional'), ('skill_required', '须有技能', 'optional'), ('work', '劳动强度', 'required'), ('at_home', '可居家', 'optional'), ('places', '名额', 'required'), ('income', '预期年净收入', 'required'), ('risk', '市场风险', 'required'), ('anchor', '联结主体', 'optional'))
    table: typing.ClassVar[str] = 'bases'
    table_zh: typing.ClassVar[str] = '示范基地'
    def __eq__(self, arg0: Base) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, id: str | None = None, name: str | None = None, kind: str | None = None, level: str | None = None, title_year: int | None = None, region: str | None = None, position: tuple[float, float] | None = None, industry: str | None = None, skills: collections.abc.Iterable[str] | None = None, skill_required: bool | None = None, work: str | None = None, at_home: bool | None = None, places: int | None = None, income: decimal.Decimal | int | str | None = None, risk: str | None = None, anchor: str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, id: str | None = None, name: str | None = None, kind: str | None = None, level: str | None = None, title_year: int | None = None, region: str | None = None, position: tuple[float, float] | None = None, industry: str | None = None, skills: collections.abc.Iterable[str] | None = None, skill_required: bool | None = None, work: str | None = None, at_home: bool | None = None, places: int | None = None, income: decimal.Decimal | int | str | None = None, risk: str | None = None, anchor: str | None = None) -> Base:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        id : str, optional
            Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        name : str, optional
            Name of an organisation; not digested. 名称
        kind : str, optional
            What work the base is for. 类型
        level : str, optional
            Highest level that named it a demonstration base, from `title_year` on. 级别
        title_year : int, optional
            The level counts from this year on. 命名年份
        region : str, optional
            Where it is, or where the person lives; the lowest division known. 所在地
        position : tuple[float, float], optional
            Where it lies; absent: the point of its division. 位置
        industry : str, optional
            What it produces. 产业
        skills : collections.abc.Iterable[str], optional
            Skills of the work, most needed first. 所需技能
        skill_required : bool, optional
            Whether she must have one of the skills already. 须有技能
        work : str, optional
            Weight of the work, which decides the health that it needs. 劳动强度
        at_home : bool, optional
            The work can be done at home. 可居家
        places : int, optional
            Number of women whom it can take, 0 or more. 名额
        income : decimal.Decimal | int | str, optional
            Expected net income of a woman, yuan a year. 预期年净收入
        risk : str, optional
            Risk of its market. 市场风险
        anchor : str, optional
            The anchor that it is linked to. 联结主体

        Returns
        -------
        Base
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Base(id="430626").replace(id="430602").id
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Base(id="430626").to_dict()["id"]
        '430626'
        """
    @property
    def anchor(self) -> str | None:
        """
        The anchor that it is linked to. 联结主体
        """
    @property
    def at_home(self) -> bool:
        """
        The work can be done at home. 可居家
        """
    @property
    def id(self) -> str:
        """
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        """
    @property
    def income(self) -> decimal.Decimal:
        """
        Expected net income of a woman, yuan a year. 预期年净收入
        """
    @property
    def industry(self) -> typing.Literal['grain', 'vegetables', 'fruit', 'tea', 'oil_tea', 'mustard', 'cotton', 'lotus', 'pepper', 'sweet_potato', 'pigs', 'poultry', 'goats', 'fish', 'bees', 'snacks', 'zongzi', 'bamboo', 'fishing_floats', 'handicraft', 'garments', 'domestic_service', 'e_commerce', 'tourism', 'recycling', 'retail', 'courtyard', 'other']:
        """
        What it produces. 产业
        """
    @property
    def kind(self) -> typing.Literal['agriculture', 'handicraft', 'domestic_service']:
        """
        What work the base is for. 类型
        """
    @property
    def level(self) -> typing.Literal['national', 'provincial', 'municipal', 'county', 'township', 'village']:
        """
        Highest level that named it a demonstration base, from `title_year` on. 级别
        """
    @property
    def name(self) -> str:
        """
        Name of an organisation; not digested. 名称
        """
    @property
    def places(self) -> int:
        """
        Number of women whom it can take, 0 or more. 名额
        """
    @property
    def position(self) -> tuple[float, float] | None:
        """
        Where it lies; absent: the point of its division. 位置
        """
    @property
    def region(self) -> str:
        """
        Where it is, or where the person lives; the lowest division known. 所在地
        """
    @property
    def risk(self) -> typing.Literal['low', 'medium', 'high']:
        """
        Risk of its market. 市场风险
        """
    @property
    def skill_required(self) -> bool:
        """
        Whether she must have one of the skills already. 须有技能
        """
    @property
    def skills(self) -> tuple[typing.Literal['planting', 'breeding', 'fishery', 'tea_making', 'food_processing', 'handicraft', 'sewing', 'domestic_service', 'elder_care', 'cooking', 'e_commerce', 'tourism_service', 'bookkeeping', 'machinery'], ...]:
        """
        Skills of the work, most needed first. 所需技能
        """
    @property
    def title_year(self) -> int:
        """
        The level counts from this year on. 命名年份
        """
    @property
    def work(self) -> typing.Literal['light', 'medium', 'heavy']:
        """
        Weight of the work, which decides the health that it needs. 劳动强度
        """
class Anchor:
    """
    A large grower, facility farm, anchor enterprise or cooperative.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    id : str, optional
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
    name : str, optional
        Name of an organisation; not digested. 名称
    kind : str, optional
        What it is; a chain's enterprise and cooperative are of their own kinds. 类型
    level : str, optional
        Highest level of government that named it. 级别
    region : str, optional
        Where it is, or where the person lives; the lowest division known. 所在地
    position : tuple[float, float], optional
        Where it lies; absent: the point of its division. 位置
    industry : str, optional
        What it produces. 产业
    households : int, optional
        How many poor households it can take along, 0 or more. 可带动户数

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Anchor(id="430626").id
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'kind': (('large_grower', '1', '产业大户'), ('facility_farm', '2', '设施农业基地'), ('anchor_enterprise', '3', '龙头企业'), ('cooperative', '4', '合作社')), 'level': (('national', '1', '国家级'), ('provincial', '2', '省级'), ('municipal', '3', '市级'), ('county', '4', '县级'), ('township', '5', '乡镇级'), ('village', '6', '村级')), 'industry': (('grain', '1', '粮食'), ('vegetables', '2', '蔬菜'), ('fruit', '3', '水果'), ('tea', '4', '茶叶'), ('oil_tea', '5', '油茶'), ('mustard', '6', '芥菜'), ('cotton', '7', '棉花'), ('lotus', '8', '莲藕'), ('pepper', '9', '辣椒'), ('sweet_potato', '10', '红薯'), ('pigs', '11', '生猪'), ('poultry', '12', '家禽'), ('goats', '13', '山羊'), ('fish', '14', '水产'), ('bees', '15', '养蜂'), ('snacks', '16', '休闲食品'), ('zongzi', '17', '粽子'), ('bamboo', '18', '竹器'), ('fishing_floats', '19', '钓具浮标'), ('handicraft', '20', '手工艺'), ('garments', '21', '服装'), ('domestic_service', '22', '家政'), ('e_commerce', '23', '电商'), ('tourism', '24', '乡村旅游'), ('recycling', '25', '再生资源'), ('retail', '26', '商贸'), ('courtyard', '27', '庭院经济'), ('other', '28', '其他'))}
    fields: typing.ClassVar[tuple] = (('id', '编号', 'key'), ('name', '名称', 'free_text'), ('kind', '类型', 'required'), ('level', '级别', 'required'), ('region', '所在地', 'required'), ('position', '位置', 'optional'), ('industry', '产业', 'required'), ('households', '可带动户数', 'optional'))
    table: typing.ClassVar[str] = 'anchors'
    table_zh: typing.ClassVar[str] = '联结主体'
    def __eq__(self, arg0: Anchor) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, id: str | None = None, name: str | None = None, kind: str | None = None, level: str | None = None, region: str | None = None, position: tuple[float, float] | None = None, industry: str | None = None, households: int | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, id: str | None = None, name: str | None = None, kind: str | None = None, level: str | None = None, region: str | None = None, position: tuple[float, float] | None = None, industry: str | None = None, households: int | None = None) -> Anchor:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        id : str, optional
            Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        name : str, optional
            Name of an organisation; not digested. 名称
        kind : str, optional
            What it is; a chain's enterprise and cooperative are of their own kinds. 类型
        level : str, optional
            Highest level of government that named it. 级别
        region : str, optional
            Where it is, or where the person lives; the lowest division known. 所在地
        position : tuple[float, float], optional
            Where it lies; absent: the point of its division. 位置
        industry : str, optional
            What it produces. 产业
        households : int, optional
            How many poor households it can take along, 0 or more. 可带动户数

        Returns
        -------
        Anchor
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Anchor(id="430626").replace(id="430602").id
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Anchor(id="430626").to_dict()["id"]
        '430626'
        """
    @property
    def households(self) -> int:
        """
        How many poor households it can take along, 0 or more. 可带动户数
        """
    @property
    def id(self) -> str:
        """
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        """
    @property
    def industry(self) -> typing.Literal['grain', 'vegetables', 'fruit', 'tea', 'oil_tea', 'mustard', 'cotton', 'lotus', 'pepper', 'sweet_potato', 'pigs', 'poultry', 'goats', 'fish', 'bees', 'snacks', 'zongzi', 'bamboo', 'fishing_floats', 'handicraft', 'garments', 'domestic_service', 'e_commerce', 'tourism', 'recycling', 'retail', 'courtyard', 'other']:
        """
        What it produces. 产业
        """
    @property
    def kind(self) -> typing.Literal['large_grower', 'facility_farm', 'anchor_enterprise', 'cooperative']:
        """
        What it is; a chain's enterprise and cooperative are of their own kinds. 类型
        """
    @property
    def level(self) -> typing.Literal['national', 'provincial', 'municipal', 'county', 'township', 'village']:
        """
        Highest level of government that named it. 级别
        """
    @property
    def name(self) -> str:
        """
        Name of an organisation; not digested. 名称
        """
    @property
    def position(self) -> tuple[float, float] | None:
        """
        Where it lies; absent: the point of its division. 位置
        """
    @property
    def region(self) -> str:
        """
        Where it is, or where the person lives; the lowest division known. 所在地
        """
class Project:
    """
    A production project with places for women.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    id : str, optional
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
    name : str, optional
        What people call it; not digested. 名称
    anchor : str, optional
        Who offers it. 联结主体
    region : str, optional
        Where it is, or where the person lives; the lowest division known. 所在地
    position : tuple[float, float], optional
        Where it lies; absent: the point of its division. 位置
    industry : str, optional
        What it produces. 产业
    scale : str, optional
        For example "120亩". 规模
    budget : decimal.Decimal | int | str, optional
        Yuan. 预算
    places : int, optional
        Number of women whom it can take, 0 or more. 名额
    income : decimal.Decimal | int | str, optional
        Expected net income of a woman, yuan a year. 预期年净收入
    risk : str, optional
        Risk of its market. 市场风险
    work : str, optional
        Weight of the work, which decides the health that it needs. 劳动强度
    skills : collections.abc.Iterable[str], optional
        Skills of the work, most needed first. 所需技能
    skill_required : bool, optional
        Whether she must have one of the skills already. 须有技能
    at_home : bool, optional
        The work can be done at home: distance does not count. 可居家
    starts_on : datetime.date | str, optional
        First day of the work; absent: it runs. 开始日期
    ends_on : datetime.date | str, optional
        Last day of the work; absent: no end is known. 结束日期

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Project(id="430626").id
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'industry': (('grain', '1', '粮食'), ('vegetables', '2', '蔬菜'), ('fruit', '3', '水果'), ('tea', '4', '茶叶'), ('oil_tea', '5', '油茶'), ('mustard', '6', '芥菜'), ('cotton', '7', '棉花'), ('lotus', '8', '莲藕'), ('pepper', '9', '辣椒'), ('sweet_potato', '10', '红薯'), ('pigs', '11', '生猪'), ('poultry', '12', '家禽'), ('goats', '13', '山羊'), ('fish', '14', '水产'), ('bees', '15', '养蜂'), ('snacks', '16', '休闲食品'), ('zongzi', '17', '粽子'), ('bamboo', '18', '竹器'), ('fishing_floats', '19', '钓具浮标'), ('handicraft', '20', '手工艺'), ('garments', '21', '服装'), ('domestic_service', '22', '家政'), ('e_commerce', '23', '电商'), ('tourism', '24', '乡村旅游'), ('recycling', '25', '再生资源'), ('retail', '26', '商贸'), ('courtyard', '27', '庭院经济'), ('other', '28', '其他')), 'risk': (('low', '1', '低'), ('medium', '2', '中'), ('high', '3', '高')), 'work': (('light', '1', '轻体力'), ('medium', '2', '中等体力'), ('heavy', '3', '重体力')), 'skills': (('planting', '1', '种植'), ('breeding', '2', '养殖'), ('fishery', '3', '水产养殖'), ('tea_making', '4', '制茶'), ('food_processing', '5', '食品加工'), ('handicraft', '6', '手工编织'), ('sewing', '7', '缝纫'), ('domestic_service', '8', '家政服务'), ('elder_care', '9', '养老护理'), ('cooking', '10', '烹饪'), ('e_commerce', '11', '电子商务'), ('tourism_service', '12', '旅游接待'), ('bookkeeping', '13', '记账'), ('machinery', '14', '农机操作'))}
    fields: typing.ClassVar[tuple] = (('id', '编号', 'key'), ('name', '名称', 'free_text'), ('anchor', '联结主体', 'optional'), ('region', '所在地', 'required'), ('position', '位置', 'optional'), ('industry', '产业', 'required'), ('scale', '规模', 'free_text'), ('budget', '预算', 'required'), ('places', '名额', 'required'), ('income', '预期年净收入', 'required'), ('risk', '市场风险', 'required'), ('work', '劳动强度', 'required'), ('skills', '所需技能', 'optional'), ('skill_required', '须有技能', 'optional'), ('at_home', '可居家', 'optional'), ('starts_on', '开始日期', 'optional'), ('ends_on', '结束日期', 'optional'))
    table: typing.ClassVar[str] = 'projects'
    table_zh: typing.ClassVar[str] = '项目'
    def __eq__(self, arg0: Project) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, id: str | None = None, name: str | None = None, anchor: str | None = None, region: str | None = None, position: tuple[float, float] | None = None, industry: str | None = None, scale: str | None = None, budget: decimal.Decimal | int | str | None = None, places: int | None = None, income: decimal.Decimal | int | str | None = None, risk: str | None = None, work: str | None = None, skills: collections.abc.Iterable[str] | None = None, skill_required: bool | None = None, at_home: bool | None = None, starts_on: datetime.date | str | None = None, ends_on: datetime.date | str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, id: str | None = None, name: str | None = None, anchor: str | None = None, region: str | None = None, position: tuple[float, float] | None = None, industry: str | None = None, scale: str | None = None, budget: decimal.Decimal | int | str | None = None, places: int | None = None, income: decimal.Decimal | int | str | None = None, risk: str | None = None, work: str | None = None, skills: collections.abc.Iterable[str] | None = None, skill_required: bool | None = None, at_home: bool | None = None, starts_on: datetime.date | str | None = None, ends_on: datetime.date | str | None = None) -> Project:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        id : str, optional
            Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        name : str, optional
            What people call it; not digested. 名称
        anchor : str, optional
            Who offers it. 联结主体
        region : str, optional
            Where it is, or where the person lives; the lowest division known. 所在地
        position : tuple[float, float], optional
            Where it lies; absent: the point of its division. 位置
        industry : str, optional
            What it produces. 产业
        scale : str, optional
            For example "120亩". 规模
        budget : decimal.Decimal | int | str, optional
            Yuan. 预算
        places : int, optional
            Number of women whom it can take, 0 or more. 名额
        income : decimal.Decimal | int | str, optional
            Expected net income of a woman, yuan a year. 预期年净收入
        risk : str, optional
            Risk of its market. 市场风险
        work : str, optional
            Weight of the work, which decides the health that it needs. 劳动强度
        skills : collections.abc.Iterable[str], optional
            Skills of the work, most needed first. 所需技能
        skill_required : bool, optional
            Whether she must have one of the skills already. 须有技能
        at_home : bool, optional
            The work can be done at home: distance does not count. 可居家
        starts_on : datetime.date | str, optional
            First day of the work; absent: it runs. 开始日期
        ends_on : datetime.date | str, optional
            Last day of the work; absent: no end is known. 结束日期

        Returns
        -------
        Project
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Project(id="430626").replace(id="430602").id
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Project(id="430626").to_dict()["id"]
        '430626'
        """
    @property
    def anchor(self) -> str | None:
        """
        Who offers it. 联结主体
        """
    @property
    def at_home(self) -> bool:
        """
        The work can be done at home: distance does not count. 可居家
        """
    @property
    def budget(self) -> decimal.Decimal:
        """
        Yuan. 预算
        """
    @property
    def ends_on(self) -> datetime.date | None:
        """
        Last day of the work; absent: no end is known. 结束日期
        """
    @property
    def id(self) -> str:
        """
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        """
    @property
    def income(self) -> decimal.Decimal:
        """
        Expected net income of a woman, yuan a year. 预期年净收入
        """
    @property
    def industry(self) -> typing.Literal['grain', 'vegetables', 'fruit', 'tea', 'oil_tea', 'mustard', 'cotton', 'lotus', 'pepper', 'sweet_potato', 'pigs', 'poultry', 'goats', 'fish', 'bees', 'snacks', 'zongzi', 'bamboo', 'fishing_floats', 'handicraft', 'garments', 'domestic_service', 'e_commerce', 'tourism', 'recycling', 'retail', 'courtyard', 'other']:
        """
        What it produces. 产业
        """
    @property
    def name(self) -> str:
        """
        What people call it; not digested. 名称
        """
    @property
    def places(self) -> int:
        """
        Number of women whom it can take, 0 or more. 名额
        """
    @property
    def position(self) -> tuple[float, float] | None:
        """
        Where it lies; absent: the point of its division. 位置
        """
    @property
    def region(self) -> str:
        """
        Where it is, or where the person lives; the lowest division known. 所在地
        """
    @property
    def risk(self) -> typing.Literal['low', 'medium', 'high']:
        """
        Risk of its market. 市场风险
        """
    @property
    def scale(self) -> str:
        """
        For example "120亩". 规模
        """
    @property
    def skill_required(self) -> bool:
        """
        Whether she must have one of the skills already. 须有技能
        """
    @property
    def skills(self) -> tuple[typing.Literal['planting', 'breeding', 'fishery', 'tea_making', 'food_processing', 'handicraft', 'sewing', 'domestic_service', 'elder_care', 'cooking', 'e_commerce', 'tourism_service', 'bookkeeping', 'machinery'], ...]:
        """
        Skills of the work, most needed first. 所需技能
        """
    @property
    def starts_on(self) -> datetime.date | None:
        """
        First day of the work; absent: it runs. 开始日期
        """
    @property
    def work(self) -> typing.Literal['light', 'medium', 'heavy']:
        """
        Weight of the work, which decides the health that it needs. 劳动强度
        """
class Chain:
    """
    Able woman + anchor enterprise + cooperative + poor women, offered as one provider.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    id : str, optional
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
    mentor : str, optional
        The able woman who leads it. 女能人
    enterprise : str, optional
        An anchor of kind anchor_enterprise. 龙头企业
    cooperative : str, optional
        An anchor of kind cooperative. 合作社
    region : str, optional
        Where it is, or where the person lives; the lowest division known. 所在地
    position : tuple[float, float], optional
        Where it lies; absent: the point of its division. 位置
    industry : str, optional
        What it produces. 产业
    places : int, optional
        Number of women whom it can take, 0 or more. 名额
    dividend : str, optional
        By what the women have their part of the profit. 分红方式
    stake : decimal.Decimal | int | str, optional
        Put in for each woman, yuan. 每人股金
    guaranteed_bp : int, optional
        Guaranteed dividend a year, 1/10,000 of the stake. 保底分红（万分之）
    profit_share_bp : int, optional
        Share of the profit for the women together, 0 to 10,000. 利润分成（万分之）
    dividend_cap : decimal.Decimal | int | str, optional
        Most a woman can get a year. 分红上限
    income : decimal.Decimal | int | str, optional
        Expected net income of a woman, yuan a year. 预期年净收入
    risk : str, optional
        Risk of its market. 市场风险
    work : str, optional
        Weight of the work, which decides the health that it needs. 劳动强度
    skills : collections.abc.Iterable[str], optional
        Skills of the work, most needed first. 所需技能
    skill_required : bool, optional
        Whether she must have one of the skills already. 须有技能
    at_home : bool, optional
        The work can be done at home: distance does not count. 可居家

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Chain(id="430626").id
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'industry': (('grain', '1', '粮食'), ('vegetables', '2', '蔬菜'), ('fruit', '3', '水果'), ('tea', '4', '茶叶'), ('oil_tea', '5', '油茶'), ('mustard', '6', '芥菜'), ('cotton', '7', '棉花'), ('lotus', '8', '莲藕'), ('pepper', '9', '辣椒'), ('sweet_potato', '10', '红薯'), ('pigs', '11', '生猪'), ('poultry', '12', '家禽'), ('goats', '13', '山羊'), ('fish', '14', '水产'), ('bees', '15', '养蜂'), ('snacks', '16', '休闲食品'), ('zongzi', '17', '粽子'), ('bamboo', '18', '竹器'), ('fishing_floats', '19', '钓具浮标'), ('handicraft', '20', '手工艺'), ('garments', '21', '服装'), ('domestic_service', '22', '家政'), ('e_commerce', '23', '电商'), ('tourism', '24', '乡村旅游'), ('recycling', '25', '再生资源'), ('retail', '26', '商贸'), ('courtyard', '27', '庭院经济'), ('other', '28', '其他')), 'dividend': (('loan_invested', '1', '代资入股'), ('share', '2', '参股分红'), ('employment', '3', '就业分红')), 'risk': (('low', '1', '低'), ('medium', '2', '中'), ('high', '3', '高')), 'work': (('light', '1', '轻体力'), ('medium', '2', '中等体力'), ('heavy', '3', '重体力')), 'skills': (('planting', '1', '种植'), ('breeding', '2', '养殖'), ('fishery', '3', '水产养殖'), ('tea_making', '4', '制茶'), ('food_processing', '5', '食品加工'), ('handicraft', '6', '手工编织'), ('sewing', '7', '缝纫'), ('domestic_service', '8', '家政服务'), ('elder_care', '9', '养老护理'), ('cooking', '10', '烹饪'), ('e_commerce', '11', '电子商务'), ('tourism_service', '12', '旅游接待'), ('bookkeeping', '13', '记账'), ('machinery', '14', '农机操作'))}
    fields: typing.ClassVar[tuple] = (('id', '编号', 'key'), ('mentor', '女能人', 'required'), ('enterprise', '龙头企业', 'required'), ('cooperative', '合作社', 'required'), ('region', '所在地', 'required'), ('position', '位置', 'optional'), ('industry', '产业', 'required'), ('places', '名额', 'required'), ('dividend', '分红方式', 'required'), ('stake', '每人股金', 'required'), ('guaranteed_bp', '保底分红（万分之）', 'required'), ('profit_share_bp', '利润分成（万分之）', 'optional'), ('dividend_cap', '分红上限', 'optional'), ('income', '预期年净收入', 'required'), ('risk', '市场风险', 'required'), ('work', '劳动强度', 'required'), ('skills', '所需技能', 'optional'), ('skill_required', '须有技能', 'optional'), ('at_home', '可居家', 'optional'))
    table: typing.ClassVar[str] = 'chains'
    table_zh: typing.ClassVar[str] = '四方联结'
    def __eq__(self, arg0: Chain) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, id: str | None = None, mentor: str | None = None, enterprise: str | None = None, cooperative: str | None = None, region: str | None = None, position: tuple[float, float] | None = None, industry: str | None = None, places: int | None = None, dividend: str | None = None, stake: decimal.Decimal | int | str | None = None, guaranteed_bp: int | None = None, profit_share_bp: int | None = None, dividend_cap: decimal.Decimal | int | str | None = None, income: decimal.Decimal | int | str | None = None, risk: str | None = None, work: str | None = None, skills: collections.abc.Iterable[str] | None = None, skill_required: bool | None = None, at_home: bool | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, id: str | None = None, mentor: str | None = None, enterprise: str | None = None, cooperative: str | None = None, region: str | None = None, position: tuple[float, float] | None = None, industry: str | None = None, places: int | None = None, dividend: str | None = None, stake: decimal.Decimal | int | str | None = None, guaranteed_bp: int | None = None, profit_share_bp: int | None = None, dividend_cap: decimal.Decimal | int | str | None = None, income: decimal.Decimal | int | str | None = None, risk: str | None = None, work: str | None = None, skills: collections.abc.Iterable[str] | None = None, skill_required: bool | None = None, at_home: bool | None = None) -> Chain:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        id : str, optional
            Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        mentor : str, optional
            The able woman who leads it. 女能人
        enterprise : str, optional
            An anchor of kind anchor_enterprise. 龙头企业
        cooperative : str, optional
            An anchor of kind cooperative. 合作社
        region : str, optional
            Where it is, or where the person lives; the lowest division known. 所在地
        position : tuple[float, float], optional
            Where it lies; absent: the point of its division. 位置
        industry : str, optional
            What it produces. 产业
        places : int, optional
            Number of women whom it can take, 0 or more. 名额
        dividend : str, optional
            By what the women have their part of the profit. 分红方式
        stake : decimal.Decimal | int | str, optional
            Put in for each woman, yuan. 每人股金
        guaranteed_bp : int, optional
            Guaranteed dividend a year, 1/10,000 of the stake. 保底分红（万分之）
        profit_share_bp : int, optional
            Share of the profit for the women together, 0 to 10,000. 利润分成（万分之）
        dividend_cap : decimal.Decimal | int | str, optional
            Most a woman can get a year. 分红上限
        income : decimal.Decimal | int | str, optional
            Expected net income of a woman, yuan a year. 预期年净收入
        risk : str, optional
            Risk of its market. 市场风险
        work : str, optional
            Weight of the work, which decides the health that it needs. 劳动强度
        skills : collections.abc.Iterable[str], optional
            Skills of the work, most needed first. 所需技能
        skill_required : bool, optional
            Whether she must have one of the skills already. 须有技能
        at_home : bool, optional
            The work can be done at home: distance does not count. 可居家

        Returns
        -------
        Chain
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Chain(id="430626").replace(id="430602").id
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Chain(id="430626").to_dict()["id"]
        '430626'
        """
    @property
    def at_home(self) -> bool:
        """
        The work can be done at home: distance does not count. 可居家
        """
    @property
    def cooperative(self) -> str:
        """
        An anchor of kind cooperative. 合作社
        """
    @property
    def dividend(self) -> typing.Literal['loan_invested', 'share', 'employment']:
        """
        By what the women have their part of the profit. 分红方式
        """
    @property
    def dividend_cap(self) -> decimal.Decimal | None:
        """
        Most a woman can get a year. 分红上限
        """
    @property
    def enterprise(self) -> str:
        """
        An anchor of kind anchor_enterprise. 龙头企业
        """
    @property
    def guaranteed_bp(self) -> int:
        """
        Guaranteed dividend a year, 1/10,000 of the stake. 保底分红（万分之）
        """
    @property
    def id(self) -> str:
        """
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        """
    @property
    def income(self) -> decimal.Decimal:
        """
        Expected net income of a woman, yuan a year. 预期年净收入
        """
    @property
    def industry(self) -> typing.Literal['grain', 'vegetables', 'fruit', 'tea', 'oil_tea', 'mustard', 'cotton', 'lotus', 'pepper', 'sweet_potato', 'pigs', 'poultry', 'goats', 'fish', 'bees', 'snacks', 'zongzi', 'bamboo', 'fishing_floats', 'handicraft', 'garments', 'domestic_service', 'e_commerce', 'tourism', 'recycling', 'retail', 'courtyard', 'other']:
        """
        What it produces. 产业
        """
    @property
    def mentor(self) -> str:
        """
        The able woman who leads it. 女能人
        """
    @property
    def places(self) -> int:
        """
        Number of women whom it can take, 0 or more. 名额
        """
    @property
    def position(self) -> tuple[float, float] | None:
        """
        Where it lies; absent: the point of its division. 位置
        """
    @property
    def profit_share_bp(self) -> int:
        """
        Share of the profit for the women together, 0 to 10,000. 利润分成（万分之）
        """
    @property
    def region(self) -> str:
        """
        Where it is, or where the person lives; the lowest division known. 所在地
        """
    @property
    def risk(self) -> typing.Literal['low', 'medium', 'high']:
        """
        Risk of its market. 市场风险
        """
    @property
    def skill_required(self) -> bool:
        """
        Whether she must have one of the skills already. 须有技能
        """
    @property
    def skills(self) -> tuple[typing.Literal['planting', 'breeding', 'fishery', 'tea_making', 'food_processing', 'handicraft', 'sewing', 'domestic_service', 'elder_care', 'cooking', 'e_commerce', 'tourism_service', 'bookkeeping', 'machinery'], ...]:
        """
        Skills of the work, most needed first. 所需技能
        """
    @property
    def stake(self) -> decimal.Decimal:
        """
        Put in for each woman, yuan. 每人股金
        """
    @property
    def work(self) -> typing.Literal['light', 'medium', 'heavy']:
        """
        Weight of the work, which decides the health that it needs. 劳动强度
        """
class LoanProduct:
    """
    A loan scheme of a time: its ceiling, term, rate and subsidy rule.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    id : str, optional
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
    name : str, optional
        What people call it; not digested. 名称
    scheme : str, optional
        Which scheme it is of; a woman has one running loan of a scheme at most. 类别
    valid_from : datetime.date | str, optional
        First day on which a loan may start. 生效日期
    valid_to : datetime.date | str, optional
        Last day on which a loan may start. 失效日期
    ceiling : decimal.Decimal | int | str, optional
        Yuan a borrower. 最高额度
    max_term_months : int, optional
        Longest term in months, above 0. 最长期限（月）
    max_points_bp : int, optional
        Most points over the benchmark rate. 最高上浮（万分之）
    subsidy_bp : collections.abc.Iterable[int], optional
        Share of interest paid by the state in year 1, 2, 3 ...; none after the last. 各年贴息（万分之）
    payer_bp : collections.abc.Iterable[int], optional
        Centre, province, city, county; sums to 10,000 where there is a subsidy. 贴息分担（万分之）
    registered_only : bool, optional
        Only women of registered households may have it. 限建档立卡
    min_age : int, optional
        Least age in whole years on the day of the loan, inclusive. 最低年龄
    max_age : int, optional
        Greatest age in whole years on the day of the loan, inclusive. 最高年龄

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.LoanProduct(id="430626").id
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'scheme': (('poverty_micro_credit', '1', '扶贫小额信贷'), ('entrepreneurship_guaranteed', '2', '创业担保贷款'), ('women_guaranteed', '3', '妇女小额担保贷款'))}
    fields: typing.ClassVar[tuple] = (('id', '编号', 'key'), ('name', '名称', 'free_text'), ('scheme', '类别', 'required'), ('valid_from', '生效日期', 'required'), ('valid_to', '失效日期', 'optional'), ('ceiling', '最高额度', 'required'), ('max_term_months', '最长期限（月）', 'required'), ('max_points_bp', '最高上浮（万分之）', 'required'), ('subsidy_bp', '各年贴息（万分之）', 'optional'), ('payer_bp', '贴息分担（万分之）', 'optional'), ('registered_only', '限建档立卡', 'optional'), ('min_age', '最低年龄', 'required'), ('max_age', '最高年龄', 'required'))
    table: typing.ClassVar[str] = 'loan_products'
    table_zh: typing.ClassVar[str] = '贷款产品'
    def __eq__(self, arg0: LoanProduct) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, id: str | None = None, name: str | None = None, scheme: str | None = None, valid_from: datetime.date | str | None = None, valid_to: datetime.date | str | None = None, ceiling: decimal.Decimal | int | str | None = None, max_term_months: int | None = None, max_points_bp: int | None = None, subsidy_bp: collections.abc.Iterable[int] | None = None, payer_bp: collections.abc.Iterable[int] | None = None, registered_only: bool | None = None, min_age: int | None = None, max_age: int | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, id: str | None = None, name: str | None = None, scheme: str | None = None, valid_from: datetime.date | str | None = None, valid_to: datetime.date | str | None = None, ceiling: decimal.Decimal | int | str | None = None, max_term_months: int | None = None, max_points_bp: int | None = None, subsidy_bp: collections.abc.Iterable[int] | None = None, payer_bp: collections.abc.Iterable[int] | None = None, registered_only: bool | None = None, min_age: int | None = None, max_age: int | None = None) -> LoanProduct:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        id : str, optional
            Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        name : str, optional
            What people call it; not digested. 名称
        scheme : str, optional
            Which scheme it is of; a woman has one running loan of a scheme at most. 类别
        valid_from : datetime.date | str, optional
            First day on which a loan may start. 生效日期
        valid_to : datetime.date | str, optional
            Last day on which a loan may start. 失效日期
        ceiling : decimal.Decimal | int | str, optional
            Yuan a borrower. 最高额度
        max_term_months : int, optional
            Longest term in months, above 0. 最长期限（月）
        max_points_bp : int, optional
            Most points over the benchmark rate. 最高上浮（万分之）
        subsidy_bp : collections.abc.Iterable[int], optional
            Share of interest paid by the state in year 1, 2, 3 ...; none after the last. 各年贴息（万分之）
        payer_bp : collections.abc.Iterable[int], optional
            Centre, province, city, county; sums to 10,000 where there is a subsidy. 贴息分担（万分之）
        registered_only : bool, optional
            Only women of registered households may have it. 限建档立卡
        min_age : int, optional
            Least age in whole years on the day of the loan, inclusive. 最低年龄
        max_age : int, optional
            Greatest age in whole years on the day of the loan, inclusive. 最高年龄

        Returns
        -------
        LoanProduct
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.LoanProduct(id="430626").replace(id="430602").id
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.LoanProduct(id="430626").to_dict()["id"]
        '430626'
        """
    @property
    def ceiling(self) -> decimal.Decimal:
        """
        Yuan a borrower. 最高额度
        """
    @property
    def id(self) -> str:
        """
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        """
    @property
    def max_age(self) -> int:
        """
        Greatest age in whole years on the day of the loan, inclusive. 最高年龄
        """
    @property
    def max_points_bp(self) -> int:
        """
        Most points over the benchmark rate. 最高上浮（万分之）
        """
    @property
    def max_term_months(self) -> int:
        """
        Longest term in months, above 0. 最长期限（月）
        """
    @property
    def min_age(self) -> int:
        """
        Least age in whole years on the day of the loan, inclusive. 最低年龄
        """
    @property
    def name(self) -> str:
        """
        What people call it; not digested. 名称
        """
    @property
    def payer_bp(self) -> tuple[int, ...]:
        """
        Centre, province, city, county; sums to 10,000 where there is a subsidy. 贴息分担（万分之）
        """
    @property
    def registered_only(self) -> bool:
        """
        Only women of registered households may have it. 限建档立卡
        """
    @property
    def scheme(self) -> typing.Literal['poverty_micro_credit', 'entrepreneurship_guaranteed', 'women_guaranteed']:
        """
        Which scheme it is of; a woman has one running loan of a scheme at most. 类别
        """
    @property
    def subsidy_bp(self) -> tuple[int, ...]:
        """
        Share of interest paid by the state in year 1, 2, 3 ...; none after the last. 各年贴息（万分之）
        """
    @property
    def valid_from(self) -> datetime.date:
        """
        First day on which a loan may start. 生效日期
        """
    @property
    def valid_to(self) -> datetime.date | None:
        """
        Last day on which a loan may start. 失效日期
        """
class LoanApplication:
    """
    What a woman asks of a product.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    id : str, optional
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
    woman : str, optional
        The woman whom it is about. 妇女编号
    product : str, optional
        The loan product that she asks for. 产品
    applied_on : datetime.date | str, optional
        Day on which she asked. 申请日期
    amount : decimal.Decimal | int | str, optional
        Yuan. 金额
    term_months : int, optional
        Months that she asks for, above 0, at most the product's. 期限（月）
    purpose : str, optional
        Industry that the money is for. 用途产业
    project : str, optional
        The project that it is for, if there is one. 项目
    status : str, optional
        What became of it. 状态

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.LoanApplication(id="430626").id
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'purpose': (('grain', '1', '粮食'), ('vegetables', '2', '蔬菜'), ('fruit', '3', '水果'), ('tea', '4', '茶叶'), ('oil_tea', '5', '油茶'), ('mustard', '6', '芥菜'), ('cotton', '7', '棉花'), ('lotus', '8', '莲藕'), ('pepper', '9', '辣椒'), ('sweet_potato', '10', '红薯'), ('pigs', '11', '生猪'), ('poultry', '12', '家禽'), ('goats', '13', '山羊'), ('fish', '14', '水产'), ('bees', '15', '养蜂'), ('snacks', '16', '休闲食品'), ('zongzi', '17', '粽子'), ('bamboo', '18', '竹器'), ('fishing_floats', '19', '钓具浮标'), ('handicraft', '20', '手工艺'), ('garments', '21', '服装'), ('domestic_service', '22', '家政'), ('e_commerce', '23', '电商'), ('tourism', '24', '乡村旅游'), ('recycling', '25', '再生资源'), ('retail', '26', '商贸'), ('courtyard', '27', '庭院经济'), ('other', '28', '其他')), 'status': (('submitted', '1', '已申请'), ('approved', '2', '已批准'), ('refused', '3', '未批准'), ('withdrawn', '4', '已撤回'))}
    fields: typing.ClassVar[tuple] = (('id', '编号', 'key'), ('woman', '妇女编号', 'required'), ('product', '产品', 'required'), ('applied_on', '申请日期', 'required'), ('amount', '金额', 'required'), ('term_months', '期限（月）', 'required'), ('purpose', '用途产业', 'required'), ('project', '项目', 'optional'), ('status', '状态', 'required'))
    table: typing.ClassVar[str] = 'loan_applications'
    table_zh: typing.ClassVar[str] = '贷款申请'
    def __eq__(self, arg0: LoanApplication) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, id: str | None = None, woman: str | None = None, product: str | None = None, applied_on: datetime.date | str | None = None, amount: decimal.Decimal | int | str | None = None, term_months: int | None = None, purpose: str | None = None, project: str | None = None, status: str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, id: str | None = None, woman: str | None = None, product: str | None = None, applied_on: datetime.date | str | None = None, amount: decimal.Decimal | int | str | None = None, term_months: int | None = None, purpose: str | None = None, project: str | None = None, status: str | None = None) -> LoanApplication:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        id : str, optional
            Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        woman : str, optional
            The woman whom it is about. 妇女编号
        product : str, optional
            The loan product that she asks for. 产品
        applied_on : datetime.date | str, optional
            Day on which she asked. 申请日期
        amount : decimal.Decimal | int | str, optional
            Yuan. 金额
        term_months : int, optional
            Months that she asks for, above 0, at most the product's. 期限（月）
        purpose : str, optional
            Industry that the money is for. 用途产业
        project : str, optional
            The project that it is for, if there is one. 项目
        status : str, optional
            What became of it. 状态

        Returns
        -------
        LoanApplication
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.LoanApplication(id="430626").replace(id="430602").id
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.LoanApplication(id="430626").to_dict()["id"]
        '430626'
        """
    @property
    def amount(self) -> decimal.Decimal:
        """
        Yuan. 金额
        """
    @property
    def applied_on(self) -> datetime.date:
        """
        Day on which she asked. 申请日期
        """
    @property
    def id(self) -> str:
        """
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        """
    @property
    def product(self) -> str:
        """
        The loan product that she asks for. 产品
        """
    @property
    def project(self) -> str | None:
        """
        The project that it is for, if there is one. 项目
        """
    @property
    def purpose(self) -> typing.Literal['grain', 'vegetables', 'fruit', 'tea', 'oil_tea', 'mustard', 'cotton', 'lotus', 'pepper', 'sweet_potato', 'pigs', 'poultry', 'goats', 'fish', 'bees', 'snacks', 'zongzi', 'bamboo', 'fishing_floats', 'handicraft', 'garments', 'domestic_service', 'e_commerce', 'tourism', 'recycling', 'retail', 'courtyard', 'other']:
        """
        Industry that the money is for. 用途产业
        """
    @property
    def status(self) -> typing.Literal['submitted', 'approved', 'refused', 'withdrawn']:
        """
        What became of it. 状态
        """
    @property
    def term_months(self) -> int:
        """
        Months that she asks for, above 0, at most the product's. 期限（月）
        """
    @property
    def woman(self) -> str:
        """
        The woman whom it is about. 妇女编号
        """
class Loan:
    """
    A loan that was paid out.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    id : str, optional
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
    application : str, optional
        The application that it answers, where it is in the tables. 申请编号
    woman : str, optional
        The woman whom it is about. 妇女编号
    product : str, optional
        The loan product that it is of. 产品
    principal : decimal.Decimal | int | str, optional
        Yuan. 本金
    rate_bp : int, optional
        Interest a year in ten-thousandths: 435 is 4.35 %. 年利率（万分之）
    starts_on : datetime.date | str, optional
        Day on which it was paid out. 放款日期
    term_months : int, optional
        Months after which it is due, above 0, at most the product's. 期限（月）
    status : str, optional
        Whether it runs, was repaid, extended, or is overdue. 状态
    method : str, optional
        None: interest_only, as these schemes have it. 还款方式
    extended_to : datetime.date | str, optional
        Until when the last principal was extended. 展期至
    overdue_on : datetime.date | str, optional
        The due date of the first instalment that was missed. 逾期日期
    repaid_on : datetime.date | str, optional
        When it was paid back, where that was not on the last due date. 结清日期

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Loan(id="430626").id
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'status': (('active', '1', '正常'), ('extended', '2', '展期'), ('overdue', '3', '逾期'), ('repaid', '4', '结清')), 'method': (('equal_instalment', '1', '等额本息'), ('equal_principal', '2', '等额本金'), ('interest_only', '3', '按期付息、到期还本'), ('flat', '4', '按原本金计息'))}
    fields: typing.ClassVar[tuple] = (('id', '编号', 'key'), ('application', '申请编号', 'optional'), ('woman', '妇女编号', 'required'), ('product', '产品', 'required'), ('principal', '本金', 'required'), ('rate_bp', '年利率（万分之）', 'required'), ('starts_on', '放款日期', 'required'), ('term_months', '期限（月）', 'required'), ('status', '状态', 'required'), ('method', '还款方式', 'optional'), ('extended_to', '展期至', 'optional'), ('overdue_on', '逾期日期', 'optional'), ('repaid_on', '结清日期', 'optional'))
    table: typing.ClassVar[str] = 'loans'
    table_zh: typing.ClassVar[str] = '贷款'
    def __eq__(self, arg0: Loan) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, id: str | None = None, application: str | None = None, woman: str | None = None, product: str | None = None, principal: decimal.Decimal | int | str | None = None, rate_bp: int | None = None, starts_on: datetime.date | str | None = None, term_months: int | None = None, status: str | None = None, method: str | None = None, extended_to: datetime.date | str | None = None, overdue_on: datetime.date | str | None = None, repaid_on: datetime.date | str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, id: str | None = None, application: str | None = None, woman: str | None = None, product: str | None = None, principal: decimal.Decimal | int | str | None = None, rate_bp: int | None = None, starts_on: datetime.date | str | None = None, term_months: int | None = None, status: str | None = None, method: str | None = None, extended_to: datetime.date | str | None = None, overdue_on: datetime.date | str | None = None, repaid_on: datetime.date | str | None = None) -> Loan:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        id : str, optional
            Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        application : str, optional
            The application that it answers, where it is in the tables. 申请编号
        woman : str, optional
            The woman whom it is about. 妇女编号
        product : str, optional
            The loan product that it is of. 产品
        principal : decimal.Decimal | int | str, optional
            Yuan. 本金
        rate_bp : int, optional
            Interest a year in ten-thousandths: 435 is 4.35 %. 年利率（万分之）
        starts_on : datetime.date | str, optional
            Day on which it was paid out. 放款日期
        term_months : int, optional
            Months after which it is due, above 0, at most the product's. 期限（月）
        status : str, optional
            Whether it runs, was repaid, extended, or is overdue. 状态
        method : str, optional
            None: interest_only, as these schemes have it. 还款方式
        extended_to : datetime.date | str, optional
            Until when the last principal was extended. 展期至
        overdue_on : datetime.date | str, optional
            The due date of the first instalment that was missed. 逾期日期
        repaid_on : datetime.date | str, optional
            When it was paid back, where that was not on the last due date. 结清日期

        Returns
        -------
        Loan
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Loan(id="430626").replace(id="430602").id
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Loan(id="430626").to_dict()["id"]
        '430626'
        """
    @property
    def application(self) -> str | None:
        """
        The application that it answers, where it is in the tables. 申请编号
        """
    @property
    def extended_to(self) -> datetime.date | None:
        """
        Until when the last principal was extended. 展期至
        """
    @property
    def id(self) -> str:
        """
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        """
    @property
    def method(self) -> typing.Literal['equal_instalment', 'equal_principal', 'interest_only', 'flat'] | None:
        """
        None: interest_only, as these schemes have it. 还款方式
        """
    @property
    def overdue_on(self) -> datetime.date | None:
        """
        The due date of the first instalment that was missed. 逾期日期
        """
    @property
    def principal(self) -> decimal.Decimal:
        """
        Yuan. 本金
        """
    @property
    def product(self) -> str:
        """
        The loan product that it is of. 产品
        """
    @property
    def rate_bp(self) -> int:
        """
        Interest a year in ten-thousandths: 435 is 4.35 %. 年利率（万分之）
        """
    @property
    def repaid_on(self) -> datetime.date | None:
        """
        When it was paid back, where that was not on the last due date. 结清日期
        """
    @property
    def starts_on(self) -> datetime.date:
        """
        Day on which it was paid out. 放款日期
        """
    @property
    def status(self) -> typing.Literal['active', 'extended', 'overdue', 'repaid']:
        """
        Whether it runs, was repaid, extended, or is overdue. 状态
        """
    @property
    def term_months(self) -> int:
        """
        Months after which it is due, above 0, at most the product's. 期限（月）
        """
    @property
    def woman(self) -> str:
        """
        The woman whom it is about. 妇女编号
        """
class Mentorship:
    """
    A mentor paired with a woman.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    id : str, optional
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
    woman : str, optional
        The woman whom it is about. 妇女编号
    mentor : str, optional
        The mentor of the pair. 女能人
    starts_on : datetime.date | str, optional
        First day. 开始日期
    ends_on : datetime.date | str, optional
        Required when ended. 结束日期
    status : str, optional
        How far the relation is: proposed, accepted, declined, active, ended. 状态
    end_reason : str, optional
        Required when ended. 结束原因

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Mentorship(id="430626").id
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'status': (('proposed', '1', '建议'), ('accepted', '2', '已接受'), ('declined', '3', '已谢绝'), ('active', '4', '进行中'), ('ended', '5', '已结束')), 'end_reason': (('completed', '1', '期满'), ('moved', '2', '迁出'), ('exited_poverty', '3', '脱贫'), ('health', '4', '健康原因'), ('family', '5', '家庭原因'), ('provider_closed', '6', '帮扶方终止'), ('death', '7', '死亡'), ('other', '8', '其他'), ('left', '9', '本人退出'))}
    fields: typing.ClassVar[tuple] = (('id', '编号', 'key'), ('woman', '妇女编号', 'required'), ('mentor', '女能人', 'required'), ('starts_on', '开始日期', 'required'), ('ends_on', '结束日期', 'optional'), ('status', '状态', 'required'), ('end_reason', '结束原因', 'optional'))
    table: typing.ClassVar[str] = 'mentorships'
    table_zh: typing.ClassVar[str] = '结对'
    def __eq__(self, arg0: Mentorship) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, id: str | None = None, woman: str | None = None, mentor: str | None = None, starts_on: datetime.date | str | None = None, ends_on: datetime.date | str | None = None, status: str | None = None, end_reason: str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, id: str | None = None, woman: str | None = None, mentor: str | None = None, starts_on: datetime.date | str | None = None, ends_on: datetime.date | str | None = None, status: str | None = None, end_reason: str | None = None) -> Mentorship:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        id : str, optional
            Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        woman : str, optional
            The woman whom it is about. 妇女编号
        mentor : str, optional
            The mentor of the pair. 女能人
        starts_on : datetime.date | str, optional
            First day. 开始日期
        ends_on : datetime.date | str, optional
            Required when ended. 结束日期
        status : str, optional
            How far the relation is: proposed, accepted, declined, active, ended. 状态
        end_reason : str, optional
            Required when ended. 结束原因

        Returns
        -------
        Mentorship
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Mentorship(id="430626").replace(id="430602").id
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Mentorship(id="430626").to_dict()["id"]
        '430626'
        """
    @property
    def end_reason(self) -> typing.Literal['completed', 'moved', 'exited_poverty', 'health', 'family', 'provider_closed', 'death', 'other', 'left'] | None:
        """
        Required when ended. 结束原因
        """
    @property
    def ends_on(self) -> datetime.date | None:
        """
        Required when ended. 结束日期
        """
    @property
    def id(self) -> str:
        """
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        """
    @property
    def mentor(self) -> str:
        """
        The mentor of the pair. 女能人
        """
    @property
    def starts_on(self) -> datetime.date:
        """
        First day. 开始日期
        """
    @property
    def status(self) -> typing.Literal['proposed', 'accepted', 'declined', 'active', 'ended']:
        """
        How far the relation is: proposed, accepted, declined, active, ended. 状态
        """
    @property
    def woman(self) -> str:
        """
        The woman whom it is about. 妇女编号
        """
class Placement:
    """
    A woman at a base, project or chain.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    id : str, optional
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
    woman : str, optional
        The woman whom it is about. 妇女编号
    kind : str, optional
        base, project or chain. 帮扶方类型
    provider : str, optional
        An id of the table of that kind. 帮扶方
    pairing : str, optional
        Name of the pairing in the policy. 结对类别
    starts_on : datetime.date | str, optional
        First day. 开始日期
    ends_on : datetime.date | str, optional
        Required when ended. 结束日期
    status : str, optional
        How far the relation is: proposed, accepted, declined, active, ended. 状态
    end_reason : str, optional
        Required when ended. 结束原因
    income_before : decimal.Decimal | int | str, optional
        Her own income before, yuan a year; absent: unknown. 此前年收入
    income_after : decimal.Decimal | int | str, optional
        Her own income since, yuan a year; absent: unknown. 此后年收入
    proof : str, optional
        Where the proof of her work lies: a contract, a wage list. 佐证

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Placement(id="430626").id
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'kind': (('mentor', '1', '女能人'), ('base', '2', '示范基地'), ('project', '3', '项目'), ('chain', '4', '四方联结'), ('loan', '5', '贷款')), 'status': (('proposed', '1', '建议'), ('accepted', '2', '已接受'), ('declined', '3', '已谢绝'), ('active', '4', '进行中'), ('ended', '5', '已结束')), 'end_reason': (('completed', '1', '期满'), ('moved', '2', '迁出'), ('exited_poverty', '3', '脱贫'), ('health', '4', '健康原因'), ('family', '5', '家庭原因'), ('provider_closed', '6', '帮扶方终止'), ('death', '7', '死亡'), ('other', '8', '其他'), ('left', '9', '本人退出'))}
    fields: typing.ClassVar[tuple] = (('id', '编号', 'key'), ('woman', '妇女编号', 'required'), ('kind', '帮扶方类型', 'required'), ('provider', '帮扶方', 'required'), ('pairing', '结对类别', 'required'), ('starts_on', '开始日期', 'required'), ('ends_on', '结束日期', 'optional'), ('status', '状态', 'required'), ('end_reason', '结束原因', 'optional'), ('income_before', '此前年收入', 'optional'), ('income_after', '此后年收入', 'optional'), ('proof', '佐证', 'free_text'))
    table: typing.ClassVar[str] = 'placements'
    table_zh: typing.ClassVar[str] = '安置'
    def __eq__(self, arg0: Placement) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, id: str | None = None, woman: str | None = None, kind: str | None = None, provider: str | None = None, pairing: str | None = None, starts_on: datetime.date | str | None = None, ends_on: datetime.date | str | None = None, status: str | None = None, end_reason: str | None = None, income_before: decimal.Decimal | int | str | None = None, income_after: decimal.Decimal | int | str | None = None, proof: str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, id: str | None = None, woman: str | None = None, kind: str | None = None, provider: str | None = None, pairing: str | None = None, starts_on: datetime.date | str | None = None, ends_on: datetime.date | str | None = None, status: str | None = None, end_reason: str | None = None, income_before: decimal.Decimal | int | str | None = None, income_after: decimal.Decimal | int | str | None = None, proof: str | None = None) -> Placement:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        id : str, optional
            Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        woman : str, optional
            The woman whom it is about. 妇女编号
        kind : str, optional
            base, project or chain. 帮扶方类型
        provider : str, optional
            An id of the table of that kind. 帮扶方
        pairing : str, optional
            Name of the pairing in the policy. 结对类别
        starts_on : datetime.date | str, optional
            First day. 开始日期
        ends_on : datetime.date | str, optional
            Required when ended. 结束日期
        status : str, optional
            How far the relation is: proposed, accepted, declined, active, ended. 状态
        end_reason : str, optional
            Required when ended. 结束原因
        income_before : decimal.Decimal | int | str, optional
            Her own income before, yuan a year; absent: unknown. 此前年收入
        income_after : decimal.Decimal | int | str, optional
            Her own income since, yuan a year; absent: unknown. 此后年收入
        proof : str, optional
            Where the proof of her work lies: a contract, a wage list. 佐证

        Returns
        -------
        Placement
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Placement(id="430626").replace(id="430602").id
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Placement(id="430626").to_dict()["id"]
        '430626'
        """
    @property
    def end_reason(self) -> typing.Literal['completed', 'moved', 'exited_poverty', 'health', 'family', 'provider_closed', 'death', 'other', 'left'] | None:
        """
        Required when ended. 结束原因
        """
    @property
    def ends_on(self) -> datetime.date | None:
        """
        Required when ended. 结束日期
        """
    @property
    def id(self) -> str:
        """
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        """
    @property
    def income_after(self) -> decimal.Decimal | None:
        """
        Her own income since, yuan a year; absent: unknown. 此后年收入
        """
    @property
    def income_before(self) -> decimal.Decimal | None:
        """
        Her own income before, yuan a year; absent: unknown. 此前年收入
        """
    @property
    def kind(self) -> typing.Literal['mentor', 'base', 'project', 'chain', 'loan']:
        """
        base, project or chain. 帮扶方类型
        """
    @property
    def pairing(self) -> str:
        """
        Name of the pairing in the policy. 结对类别
        """
    @property
    def proof(self) -> str:
        """
        Where the proof of her work lies: a contract, a wage list. 佐证
        """
    @property
    def provider(self) -> str:
        """
        An id of the table of that kind. 帮扶方
        """
    @property
    def starts_on(self) -> datetime.date:
        """
        First day. 开始日期
        """
    @property
    def status(self) -> typing.Literal['proposed', 'accepted', 'declined', 'active', 'ended']:
        """
        How far the relation is: proposed, accepted, declined, active, ended. 状态
        """
    @property
    def woman(self) -> str:
        """
        The woman whom it is about. 妇女编号
        """
class ForcedPair:
    """
    A pair that must be, or must not be, in a pairing.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    pairing : str, optional
        Name of the pairing in the policy. 结对类别
    left : str, optional
        The woman, or the application. 左编号
    right : str, optional
        The provider. 右编号
    rule : str, optional
        Whether the pair is locked (must be) or excluded (may not be). 规则
    reason : str, optional
        Why, for people; not digested. 理由

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.ForcedPair(pairing="430626").pairing
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'rule': (('lock', '1', '锁定'), ('exclude', '2', '回避'))}
    fields: typing.ClassVar[tuple] = (('pairing', '结对类别', 'required'), ('left', '左编号', 'required'), ('right', '右编号', 'required'), ('rule', '规则', 'required'), ('reason', '理由', 'free_text'))
    table: typing.ClassVar[str] = 'pairs'
    table_zh: typing.ClassVar[str] = '锁定与回避'
    def __eq__(self, arg0: ForcedPair) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, pairing: str | None = None, left: str | None = None, right: str | None = None, rule: str | None = None, reason: str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, pairing: str | None = None, left: str | None = None, right: str | None = None, rule: str | None = None, reason: str | None = None) -> ForcedPair:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        pairing : str, optional
            Name of the pairing in the policy. 结对类别
        left : str, optional
            The woman, or the application. 左编号
        right : str, optional
            The provider. 右编号
        rule : str, optional
            Whether the pair is locked (must be) or excluded (may not be). 规则
        reason : str, optional
            Why, for people; not digested. 理由

        Returns
        -------
        ForcedPair
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.ForcedPair(pairing="430626").replace(pairing="430602").pairing
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.ForcedPair(pairing="430626").to_dict()["pairing"]
        '430626'
        """
    @property
    def left(self) -> str:
        """
        The woman, or the application. 左编号
        """
    @property
    def pairing(self) -> str:
        """
        Name of the pairing in the policy. 结对类别
        """
    @property
    def reason(self) -> str:
        """
        Why, for people; not digested. 理由
        """
    @property
    def right(self) -> str:
        """
        The provider. 右编号
        """
    @property
    def rule(self) -> typing.Literal['lock', 'exclude']:
        """
        Whether the pair is locked (must be) or excluded (may not be). 规则
        """
class Person:
    """
    A person whom activities reach and who need not belong to a household of the registry: another woman, a cadre, a child, a student.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    id : str, optional
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
    name : str, optional
        Name of a person: never needed, digested, shown in an issue or logged. 姓名
    kind : str, optional
        What the person is: a cadre, a child, a student ... 人员类型
    sex : str, optional
        The person's sex. 性别
    birth_date : datetime.date | str, optional
        Decides the age, where it is known. 出生日期
    region : str, optional
        Where it is, or where the person lives; the lowest division known. 所在地
    woman : str, optional
        Required of a registered woman. 妇女编号
    poor : bool, optional
        Counts as poor though not of a registered household. 贫困
    note : str, optional
        Remarks; neither digested nor logged. 说明

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Person(id="430626").id
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'kind': (('registered_woman', '1', '建档立卡妇女'), ('grassroots_woman', '2', '基层妇女'), ('cadre', '3', '妇联干部'), ('left_behind_child', '4', '留守儿童'), ('child_in_difficulty', '5', '困境儿童'), ('student', '6', '贫困学生'), ('other', '7', '其他人员')), 'sex': (('female', '2', '女'), ('male', '1', '男'))}
    fields: typing.ClassVar[tuple] = (('id', '编号', 'key'), ('name', '姓名', 'personal'), ('kind', '人员类型', 'required'), ('sex', '性别', 'required'), ('birth_date', '出生日期', 'optional'), ('region', '所在地', 'required'), ('woman', '妇女编号', 'optional'), ('poor', '贫困', 'optional'), ('note', '说明', 'free_text'))
    table: typing.ClassVar[str] = 'persons'
    table_zh: typing.ClassVar[str] = '其他人员'
    def __eq__(self, arg0: Person) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, id: str | None = None, name: str | None = None, kind: str | None = None, sex: str | None = None, birth_date: datetime.date | str | None = None, region: str | None = None, woman: str | None = None, poor: bool | None = None, note: str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, id: str | None = None, name: str | None = None, kind: str | None = None, sex: str | None = None, birth_date: datetime.date | str | None = None, region: str | None = None, woman: str | None = None, poor: bool | None = None, note: str | None = None) -> Person:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        id : str, optional
            Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        name : str, optional
            Name of a person: never needed, digested, shown in an issue or logged. 姓名
        kind : str, optional
            What the person is: a cadre, a child, a student ... 人员类型
        sex : str, optional
            The person's sex. 性别
        birth_date : datetime.date | str, optional
            Decides the age, where it is known. 出生日期
        region : str, optional
            Where it is, or where the person lives; the lowest division known. 所在地
        woman : str, optional
            Required of a registered woman. 妇女编号
        poor : bool, optional
            Counts as poor though not of a registered household. 贫困
        note : str, optional
            Remarks; neither digested nor logged. 说明

        Returns
        -------
        Person
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Person(id="430626").replace(id="430602").id
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Person(id="430626").to_dict()["id"]
        '430626'
        """
    @property
    def birth_date(self) -> datetime.date | None:
        """
        Decides the age, where it is known. 出生日期
        """
    @property
    def id(self) -> str:
        """
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        """
    @property
    def kind(self) -> typing.Literal['registered_woman', 'grassroots_woman', 'cadre', 'left_behind_child', 'child_in_difficulty', 'student', 'other']:
        """
        What the person is: a cadre, a child, a student ... 人员类型
        """
    @property
    def name(self) -> str:
        """
        Name of a person: never needed, digested, shown in an issue or logged. 姓名
        """
    @property
    def note(self) -> str:
        """
        Remarks; neither digested nor logged. 说明
        """
    @property
    def poor(self) -> bool:
        """
        Counts as poor though not of a registered household. 贫困
        """
    @property
    def region(self) -> str:
        """
        Where it is, or where the person lives; the lowest division known. 所在地
        """
    @property
    def sex(self) -> typing.Literal['female', 'male']:
        """
        The person's sex. 性别
        """
    @property
    def woman(self) -> str | None:
        """
        Required of a registered woman. 妇女编号
        """
class Activity:
    """
    Something done for people on a day: a talk, a class, an aid, an item in the media.

    One record for every kind; which fields a kind needs, validate() says.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    id : str, optional
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
    kind : str, optional
        What was done; decides the unit and which fields are needed (docs/tables.md). 活动类型
    date : datetime.date | str, optional
        First day. 日期
    days : int, optional
        How many days in a row; without: one. 天数
    region : str, optional
        Division in which it took place. 所在地
    venue : str, optional
        Where people met, where that is known. 场所
    quantity : int, optional
        How many units; at least 0. 数量
    unit : str, optional
        What `quantity` counts; each kind has its own. 单位
    whom : str, optional
        Whom it reached, where they are not listed one by one. 对象
    amount : decimal.Decimal | int | str, optional
        Money spent, given or raised, yuan. 金额
    payer : str, optional
        Who pays: of an insurance, an aid, money raised. 资金来源
    payment : str, optional
        Of an aid. 发放方式
    for_year : int, optional
        The year that it is for: insured, studied, recommended in. Without: the year of `date`. 所属年份
    women : collections.abc.Iterable[str], optional
        Women of the registry whom it reached or shows. 妇女编号
    persons : collections.abc.Iterable[str], optional
        Others whom it reached or shows. 人员编号
    base : str, optional
        Where it was held, or whom it shows. 基地编号
    project : str, optional
        Whom it advises or shows. 项目编号
    skill : str, optional
        Of a training. 技能
    brand : str, optional
        The federation's activity brand that it belongs to. 品牌
    topics : collections.abc.Iterable[str], optional
        What it was about; required of talks. 主题
    medium : str, optional
        By which way it reached people; required of outreach. 渠道
    outlet_level : str, optional
        Of a media item: whose medium it is. 媒体级别
    exemplar_kind : str, optional
        What sort of exemplar; required of one. 典型类型
    exemplars : collections.abc.Iterable[str], optional
        Of a media item: the exemplars it is about. 所报道典型
    cancer : str, optional
        Of a diagnosis, an aid, a screening. 癌种
    stage : str, optional
        Of a diagnosis. 分期
    result : str, optional
        Of a screening, for all that it lists. 筛查结果
    reported_by : str, optional
        Level of the federation that reports it. 填报级别
    sponsor : str, optional
        Who gave the money or the goods, a name of an organisation; not digested. 支持单位
    proof : str, optional
        Where the proof lies: a file number, a link, a hospital's paper. 佐证
    note : str, optional
        Remarks; neither digested nor logged. 说明

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Activity(id="430626").id
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'kind': (('outreach', '1', '宣传'), ('leaflets', '2', '发放资料'), ('talk', '3', '宣讲'), ('course', '4', '文化课程'), ('reading', '5', '读书活动'), ('training', '6', '技能培训'), ('family_education', '7', '家庭教育'), ('student_aid', '8', '助学'), ('screening', '9', '两癌筛查'), ('cancer_aid', '10', '两癌救助'), ('insurance', '11', '购买医保'), ('clinic', '12', '义诊'), ('charity', '13', '爱心救助'), ('advice', '14', '智援咨询'), ('exemplar', '15', '典型推荐'), ('media_item', '16', '媒体刊发'), ('visit', '17', '走访'), ('resource', '18', '资源筹集'), ('diagnosis', '19', '两癌确诊'), ('lecture', '20', '健康讲座')), 'venue': (('womens_home', '1', '妇女之家'), ('village_hall', '2', '村部'), ('town_hall', '3', '乡镇机关'), ('school', '4', '学校'), ('base', '5', '示范基地'), ('hospital', '6', '医院'), ('household', '7', '入户'), ('online', '8', '线上'), ('other', '9', '其他场所')), 'unit': (('copies', '1', '份'), ('sessions', '2', '场'), ('person_times', '3', '人次'), ('persons', '4', '人'), ('items', '5', '篇'), ('bases', '6', '个基地'), ('yuan', '7', '元'), ('exemplars', '8', '个典型')), 'whom': (('registered_woman', '1', '建档立卡妇女'), ('grassroots_woman', '2', '基层妇女'), ('cadre', '3', '妇联干部'), ('left_behind_child', '4', '留守儿童'), ('child_in_difficulty', '5', '困境儿童'), ('student', '6', '贫困学生'), ('other', '7', '其他人员')), 'payer': (('herself', '1', '本人'), ('village', '2', '村集体'), ('county', '3', '县级财政'), ('municipal', '4', '市级财政'), ('provincial', '5', '省级财政'), ('central', '6', '中央财政'), ('federation', '7', '妇联'), ('charity', '8', '公益慈善'), ('enterprise', '9', '企业'), ('other', '10', '其他来源')), 'payment': (('transfer', '1', '银行转账'), ('cash', '2', '现金'), ('in_kind', '3', '实物')), 'skill': (('planting', '1', '种植'), ('breeding', '2', '养殖'), ('fishery', '3', '水产养殖'), ('tea_making', '4', '制茶'), ('food_processing', '5', '食品加工'), ('handicraft', '6', '手工编织'), ('sewing', '7', '缝纫'), ('domestic_service', '8', '家政服务'), ('elder_care', '9', '养老护理'), ('cooking', '10', '烹饪'), ('e_commerce', '11', '电子商务'), ('tourism_service', '12', '旅游接待'), ('bookkeeping', '13', '记账'), ('machinery', '14', '农机操作')), 'brand': (('rural_woman', '1', '农家女'), ('one_skill_each', '2', '一人学一技'), ('women_forum', '3', '巾帼讲堂'), ('cultural_quality', '4', '女性文化素质工程'), ('village_tour', '5', '巾帼乡村行'), ('other', '6', '其他品牌')), 'topics': (('poverty_policy', '1', '扶贫政策'), ('land_rights', '2', '土地维权'), ('law', '3', '法律知识'), ('health', '4', '健康知识'), ('family_education', '5', '家庭教育'), ('skills', '6', '实用技能'), ('culture', '7', '文化素质'), ('exemplars', '8', '典型事迹'), ('other', '9', '其他')), 'medium': (('meeting', '1', '会议'), ('home_visit', '2', '入户'), ('print', '3', '宣传品'), ('broadcast', '4', '广播'), ('television', '5', '电视'), ('newspaper', '6', '报刊'), ('website', '7', '网站'), ('social_media', '8', '新媒体')), 'outlet_level': (('national', '1', '国家级'), ('provincial', '2', '省级'), ('municipal', '3', '市级'), ('county', '4', '县级'), ('township', '5', '乡镇级'), ('village', '6', '村级')), 'exemplar_kind': (('person', '1', '个人典型'), ('project', '2', '项目典型'), ('social_force', '3', '社会力量典型')), 'cancer': (('cervical', '1', '宫颈癌'), ('breast', '2', '乳腺癌')), 'stage': (('in_situ', '0', '原位癌'), ('stage_i', '1', 'Ⅰ期'), ('stage_iia', '2', 'ⅡA期'), ('stage_iib', '3', 'ⅡB期'), ('stage_iii', '4', 'Ⅲ期'), ('stage_iv', '5', 'Ⅳ期')), 'result': (('negative', '1', '未见异常'), ('suspicious', '2', '待复查'), ('positive', '3', '阳性')), 'reported_by': (('national', '1', '国家级'), ('provincial', '2', '省级'), ('municipal', '3', '市级'), ('county', '4', '县级'), ('township', '5', '乡镇级'), ('village', '6', '村级'))}
    fields: typing.ClassVar[tuple] = (('id', '编号', 'key'), ('kind', '活动类型', 'required'), ('date', '日期', 'required'), ('days', '天数', 'optional'), ('region', '所在地', 'required'), ('venue', '场所', 'optional'), ('quantity', '数量', 'required'), ('unit', '单位', 'required'), ('whom', '对象', 'optional'), ('amount', '金额', 'optional'), ('payer', '资金来源', 'optional'), ('payment', '发放方式', 'optional'), ('for_year', '所属年份', 'optional'), ('women', '妇女编号', 'optional'), ('persons', '人员编号', 'optional'), ('base', '基地编号', 'optional'), ('project', '项目编号', 'optional'), ('skill', '技能', 'optional'), ('brand', '品牌', 'optional'), ('topics', '主题', 'optional'), ('medium', '渠道', 'optional'), ('outlet_level', '媒体级别', 'optional'), ('exemplar_kind', '典型类型', 'optional'), ('exemplars', '所报道典型', 'optional'), ('cancer', '癌种', 'optional'), ('stage', '分期', 'optional'), ('result', '筛查结果', 'optional'), ('reported_by', '填报级别', 'required'), ('sponsor', '支持单位', 'free_text'), ('proof', '佐证', 'free_text'), ('note', '说明', 'free_text'))
    table: typing.ClassVar[str] = 'activities'
    table_zh: typing.ClassVar[str] = '活动'
    def __eq__(self, arg0: Activity) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, id: str | None = None, kind: str | None = None, date: datetime.date | str | None = None, days: int | None = None, region: str | None = None, venue: str | None = None, quantity: int | None = None, unit: str | None = None, whom: str | None = None, amount: decimal.Decimal | int | str | None = None, payer: str | None = None, payment: str | None = None, for_year: int | None = None, women: collections.abc.Iterable[str] | None = None, persons: collections.abc.Iterable[str] | None = None, base: str | None = None, project: str | None = None, skill: str | None = None, brand: str | None = None, topics: collections.abc.Iterable[str] | None = None, medium: str | None = None, outlet_level: str | None = None, exemplar_kind: str | None = None, exemplars: collections.abc.Iterable[str] | None = None, cancer: str | None = None, stage: str | None = None, result: str | None = None, reported_by: str | None = None, sponsor: str | None = None, proof: str | None = None, note: str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, id: str | None = None, kind: str | None = None, date: datetime.date | str | None = None, days: int | None = None, region: str | None = None, venue: str | None = None, quantity: int | None = None, unit: str | None = None, whom: str | None = None, amount: decimal.Decimal | int | str | None = None, payer: str | None = None, payment: str | None = None, for_year: int | None = None, women: collections.abc.Iterable[str] | None = None, persons: collections.abc.Iterable[str] | None = None, base: str | None = None, project: str | None = None, skill: str | None = None, brand: str | None = None, topics: collections.abc.Iterable[str] | None = None, medium: str | None = None, outlet_level: str | None = None, exemplar_kind: str | None = None, exemplars: collections.abc.Iterable[str] | None = None, cancer: str | None = None, stage: str | None = None, result: str | None = None, reported_by: str | None = None, sponsor: str | None = None, proof: str | None = None, note: str | None = None) -> Activity:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        id : str, optional
            Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        kind : str, optional
            What was done; decides the unit and which fields are needed (docs/tables.md). 活动类型
        date : datetime.date | str, optional
            First day. 日期
        days : int, optional
            How many days in a row; without: one. 天数
        region : str, optional
            Division in which it took place. 所在地
        venue : str, optional
            Where people met, where that is known. 场所
        quantity : int, optional
            How many units; at least 0. 数量
        unit : str, optional
            What `quantity` counts; each kind has its own. 单位
        whom : str, optional
            Whom it reached, where they are not listed one by one. 对象
        amount : decimal.Decimal | int | str, optional
            Money spent, given or raised, yuan. 金额
        payer : str, optional
            Who pays: of an insurance, an aid, money raised. 资金来源
        payment : str, optional
            Of an aid. 发放方式
        for_year : int, optional
            The year that it is for: insured, studied, recommended in. Without: the year of `date`. 所属年份
        women : collections.abc.Iterable[str], optional
            Women of the registry whom it reached or shows. 妇女编号
        persons : collections.abc.Iterable[str], optional
            Others whom it reached or shows. 人员编号
        base : str, optional
            Where it was held, or whom it shows. 基地编号
        project : str, optional
            Whom it advises or shows. 项目编号
        skill : str, optional
            Of a training. 技能
        brand : str, optional
            The federation's activity brand that it belongs to. 品牌
        topics : collections.abc.Iterable[str], optional
            What it was about; required of talks. 主题
        medium : str, optional
            By which way it reached people; required of outreach. 渠道
        outlet_level : str, optional
            Of a media item: whose medium it is. 媒体级别
        exemplar_kind : str, optional
            What sort of exemplar; required of one. 典型类型
        exemplars : collections.abc.Iterable[str], optional
            Of a media item: the exemplars it is about. 所报道典型
        cancer : str, optional
            Of a diagnosis, an aid, a screening. 癌种
        stage : str, optional
            Of a diagnosis. 分期
        result : str, optional
            Of a screening, for all that it lists. 筛查结果
        reported_by : str, optional
            Level of the federation that reports it. 填报级别
        sponsor : str, optional
            Who gave the money or the goods, a name of an organisation; not digested. 支持单位
        proof : str, optional
            Where the proof lies: a file number, a link, a hospital's paper. 佐证
        note : str, optional
            Remarks; neither digested nor logged. 说明

        Returns
        -------
        Activity
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Activity(id="430626").replace(id="430602").id
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Activity(id="430626").to_dict()["id"]
        '430626'
        """
    @property
    def amount(self) -> decimal.Decimal:
        """
        Money spent, given or raised, yuan. 金额
        """
    @property
    def base(self) -> str | None:
        """
        Where it was held, or whom it shows. 基地编号
        """
    @property
    def brand(self) -> typing.Literal['rural_woman', 'one_skill_each', 'women_forum', 'cultural_quality', 'village_tour', 'other'] | None:
        """
        The federation's activity brand that it belongs to. 品牌
        """
    @property
    def cancer(self) -> typing.Literal['cervical', 'breast'] | None:
        """
        Of a diagnosis, an aid, a screening. 癌种
        """
    @property
    def date(self) -> datetime.date:
        """
        First day. 日期
        """
    @property
    def days(self) -> int | None:
        """
        How many days in a row; without: one. 天数
        """
    @property
    def exemplar_kind(self) -> typing.Literal['person', 'project', 'social_force'] | None:
        """
        What sort of exemplar; required of one. 典型类型
        """
    @property
    def exemplars(self) -> tuple[str, ...]:
        """
        Of a media item: the exemplars it is about. 所报道典型
        """
    @property
    def for_year(self) -> int | None:
        """
        The year that it is for: insured, studied, recommended in. Without: the year of `date`. 所属年份
        """
    @property
    def id(self) -> str:
        """
        Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number. 编号
        """
    @property
    def kind(self) -> typing.Literal['outreach', 'leaflets', 'talk', 'course', 'reading', 'training', 'family_education', 'student_aid', 'screening', 'cancer_aid', 'insurance', 'clinic', 'charity', 'advice', 'exemplar', 'media_item', 'visit', 'resource', 'diagnosis', 'lecture']:
        """
        What was done; decides the unit and which fields are needed (docs/tables.md). 活动类型
        """
    @property
    def medium(self) -> typing.Literal['meeting', 'home_visit', 'print', 'broadcast', 'television', 'newspaper', 'website', 'social_media'] | None:
        """
        By which way it reached people; required of outreach. 渠道
        """
    @property
    def note(self) -> str:
        """
        Remarks; neither digested nor logged. 说明
        """
    @property
    def outlet_level(self) -> typing.Literal['national', 'provincial', 'municipal', 'county', 'township', 'village'] | None:
        """
        Of a media item: whose medium it is. 媒体级别
        """
    @property
    def payer(self) -> typing.Literal['herself', 'village', 'county', 'municipal', 'provincial', 'central', 'federation', 'charity', 'enterprise', 'other'] | None:
        """
        Who pays: of an insurance, an aid, money raised. 资金来源
        """
    @property
    def payment(self) -> typing.Literal['transfer', 'cash', 'in_kind'] | None:
        """
        Of an aid. 发放方式
        """
    @property
    def persons(self) -> tuple[str, ...]:
        """
        Others whom it reached or shows. 人员编号
        """
    @property
    def project(self) -> str | None:
        """
        Whom it advises or shows. 项目编号
        """
    @property
    def proof(self) -> str:
        """
        Where the proof lies: a file number, a link, a hospital's paper. 佐证
        """
    @property
    def quantity(self) -> int:
        """
        How many units; at least 0. 数量
        """
    @property
    def region(self) -> str:
        """
        Division in which it took place. 所在地
        """
    @property
    def reported_by(self) -> typing.Literal['national', 'provincial', 'municipal', 'county', 'township', 'village']:
        """
        Level of the federation that reports it. 填报级别
        """
    @property
    def result(self) -> typing.Literal['negative', 'suspicious', 'positive'] | None:
        """
        Of a screening, for all that it lists. 筛查结果
        """
    @property
    def skill(self) -> typing.Literal['planting', 'breeding', 'fishery', 'tea_making', 'food_processing', 'handicraft', 'sewing', 'domestic_service', 'elder_care', 'cooking', 'e_commerce', 'tourism_service', 'bookkeeping', 'machinery'] | None:
        """
        Of a training. 技能
        """
    @property
    def sponsor(self) -> str:
        """
        Who gave the money or the goods, a name of an organisation; not digested. 支持单位
        """
    @property
    def stage(self) -> typing.Literal['in_situ', 'stage_i', 'stage_iia', 'stage_iib', 'stage_iii', 'stage_iv'] | None:
        """
        Of a diagnosis. 分期
        """
    @property
    def topics(self) -> tuple[typing.Literal['poverty_policy', 'land_rights', 'law', 'health', 'family_education', 'skills', 'culture', 'exemplars', 'other'], ...]:
        """
        What it was about; required of talks. 主题
        """
    @property
    def unit(self) -> typing.Literal['copies', 'sessions', 'person_times', 'persons', 'items', 'bases', 'yuan', 'exemplars']:
        """
        What `quantity` counts; each kind has its own. 单位
        """
    @property
    def venue(self) -> typing.Literal['womens_home', 'village_hall', 'town_hall', 'school', 'base', 'hospital', 'household', 'online', 'other'] | None:
        """
        Where people met, where that is known. 场所
        """
    @property
    def whom(self) -> typing.Literal['registered_woman', 'grassroots_woman', 'cadre', 'left_behind_child', 'child_in_difficulty', 'student', 'other'] | None:
        """
        Whom it reached, where they are not listed one by one. 对象
        """
    @property
    def women(self) -> tuple[str, ...]:
        """
        Women of the registry whom it reached or shows. 妇女编号
        """
class Road:
    """
    How far a provider is from a village by road, for pairings whose policy measures by road.

    Nothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or
    "2016-03-01", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.

    Parameters
    ----------
    village : str, optional
        The division that households there name. 村代码
    kind : str, optional
        mentor, base, project or chain. 帮扶方类型
    provider : str, optional
        An id of the table of that kind. 帮扶方
    metres : int, optional
        By road; 1 to most_road_metres. 道路里程（米）

    Raises
    ------
    InputError
        With every value that cannot be one of its field.
    TypeError
        A name that is no field of the record.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.Road(village="430626").village
    '430626'
    """
    __hash__: typing.ClassVar[None] = None
    codes: typing.ClassVar[dict] = {'kind': (('mentor', '1', '女能人'), ('base', '2', '示范基地'), ('project', '3', '项目'), ('chain', '4', '四方联结'), ('loan', '5', '贷款'))}
    fields: typing.ClassVar[tuple] = (('village', '村代码', 'required'), ('kind', '帮扶方类型', 'required'), ('provider', '帮扶方', 'required'), ('metres', '道路里程（米）', 'required'))
    table: typing.ClassVar[str] = 'roads'
    table_zh: typing.ClassVar[str] = '道路里程'
    def __eq__(self, arg0: Road) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, *, village: str | None = None, kind: str | None = None, provider: str | None = None, metres: int | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def replace(self, *, village: str | None = None, kind: str | None = None, provider: str | None = None, metres: int | None = None) -> Road:
        """
        The same record with other values; None takes a value away.

        Parameters
        ----------
        village : str, optional
            The division that households there name. 村代码
        kind : str, optional
            mentor, base, project or chain. 帮扶方类型
        provider : str, optional
            An id of the table of that kind. 帮扶方
        metres : int, optional
            By road; 1 to most_road_metres. 道路里程（米）

        Returns
        -------
        Road
            A new record.

        Raises
        ------
        InputError
            With every value that cannot be one of its field.
        TypeError
            A name that is no field of the record.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Road(village="430626").replace(village="430602").village
        '430602'
        """
    def to_dict(self) -> dict:
        """
        Every field by name, names of persons included.

        Returns
        -------
        dict
            Values by name of the field, as the record's attributes.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Road(village="430626").to_dict()["village"]
        '430626'
        """
    @property
    def kind(self) -> typing.Literal['mentor', 'base', 'project', 'chain', 'loan']:
        """
        mentor, base, project or chain. 帮扶方类型
        """
    @property
    def metres(self) -> int:
        """
        By road; 1 to most_road_metres. 道路里程（米）
        """
    @property
    def provider(self) -> str:
        """
        An id of the table of that kind. 帮扶方
        """
    @property
    def village(self) -> str:
        """
        The division that households there name. 村代码
        """
class Registry:
    """
    Everything that a programme knows, in memory.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: Registry) -> bool:
        ...
    def __getstate__(self) -> tuple:
        ...
    @typing.overload
    def __init__(self) -> None:
        ...
    @typing.overload
    def __init__(self, registry: Registry) -> None:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    @typing.overload
    def add(self, record: Region) -> None:
        """
        Adds a record to its table. Ask validate() when all are there.

        Parameters
        ----------
        record : record of any table
            ``jinguo.Household``, ``jinguo.Beneficiary`` ...; it is copied.

        Returns
        -------
        None
            Nothing.

        Examples
        --------
        >>> import jinguo as jg
        >>> registry = jg.Registry()
        >>> registry.add(jg.Region(code="430626", name="Pingjiang"))
        >>> len(registry.regions)
        1
        """
    @typing.overload
    def add(self, record: Household) -> None:
        ...
    @typing.overload
    def add(self, record: Beneficiary) -> None:
        ...
    @typing.overload
    def add(self, record: Member) -> None:
        ...
    @typing.overload
    def add(self, record: Mentor) -> None:
        ...
    @typing.overload
    def add(self, record: Base) -> None:
        ...
    @typing.overload
    def add(self, record: Anchor) -> None:
        ...
    @typing.overload
    def add(self, record: Project) -> None:
        ...
    @typing.overload
    def add(self, record: Chain) -> None:
        ...
    @typing.overload
    def add(self, record: LoanProduct) -> None:
        ...
    @typing.overload
    def add(self, record: LoanApplication) -> None:
        ...
    @typing.overload
    def add(self, record: Loan) -> None:
        ...
    @typing.overload
    def add(self, record: Mentorship) -> None:
        ...
    @typing.overload
    def add(self, record: Placement) -> None:
        ...
    @typing.overload
    def add(self, record: ForcedPair) -> None:
        ...
    @typing.overload
    def add(self, record: Person) -> None:
        ...
    @typing.overload
    def add(self, record: Activity) -> None:
        ...
    @typing.overload
    def add(self, record: Road) -> None:
        ...
    def columns(self, table: str) -> dict:
        """
        A table as {column: list of values}, ready for any frame.

        Parameters
        ----------
        table : str
            Name of the table: "women", "households" ... (docs/tables.md).

        Returns
        -------
        dict of str to list
            By column; a position is the columns lon and lat, in degrees.

        Raises
        ------
        InputError
            There is no such table.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Registry.load("demo/tables").columns("women")["id"][0]
        'W0000001'
        """
    def counts(self) -> dict[str, int]:
        """
        Number of records by table.

        Returns
        -------
        dict of str to int
            Every table, empty ones too.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Registry().counts()["women"]
        0
        """
    def find(self, table: str, key: str) -> typing.Any:
        """
        The record of a key, or None.

        Parameters
        ----------
        table : str
            Name of the table: "women", "households" ... (docs/tables.md).
        key : str
            The record's id; of a region its code.

        Returns
        -------
        record or None
            A copy of the record.

        Raises
        ------
        InputError
            There is no such table.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Registry.load("demo/tables").find("women", "W0000001").household
        'H0000002'
        """
    def unknown_incomes(self) -> int:
        """
        Number of households whose income is not known.

        A source is blank, and what the others say comes to nothing.

        Returns
        -------
        int
            How many.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Registry.load("demo/tables").unknown_incomes()
        0
        """
    def validate(self, day: typing.Any = None) -> list[Issue]:
        """
        Every fault of every record, as issues; empty: sound.

        Parameters
        ----------
        day : datetime.date or str, optional
            With a day also, as warnings, what can hardly be meant so on it (docs/plausible.md).

        Returns
        -------
        list of Issue
            By table and record.

        Examples
        --------
        >>> import jinguo as jg
        >>> [issue.code for issue in jg.Registry().validate()]
        []
        """
    @property
    def activities(self) -> tuple[Activity, ...]:
        """
        活动: the table's records, copied.
        """
    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """
        联结主体: the table's records, copied.
        """
    @property
    def bases(self) -> tuple[Base, ...]:
        """
        示范基地: the table's records, copied.
        """
    @property
    def chains(self) -> tuple[Chain, ...]:
        """
        四方联结: the table's records, copied.
        """
    @property
    def households(self) -> tuple[Household, ...]:
        """
        贫困户: the table's records, copied.
        """
    @property
    def loan_applications(self) -> tuple[LoanApplication, ...]:
        """
        贷款申请: the table's records, copied.
        """
    @property
    def loan_products(self) -> tuple[LoanProduct, ...]:
        """
        贷款产品: the table's records, copied.
        """
    @property
    def loans(self) -> tuple[Loan, ...]:
        """
        贷款: the table's records, copied.
        """
    @property
    def members(self) -> tuple[Member, ...]:
        """
        家庭成员: the table's records, copied.
        """
    @property
    def mentors(self) -> tuple[Mentor, ...]:
        """
        女能人: the table's records, copied.
        """
    @property
    def mentorships(self) -> tuple[Mentorship, ...]:
        """
        结对: the table's records, copied.
        """
    @property
    def pairs(self) -> tuple[ForcedPair, ...]:
        """
        锁定与回避: the table's records, copied.
        """
    @property
    def persons(self) -> tuple[Person, ...]:
        """
        其他人员: the table's records, copied.
        """
    @property
    def placements(self) -> tuple[Placement, ...]:
        """
        安置: the table's records, copied.
        """
    @property
    def projects(self) -> tuple[Project, ...]:
        """
        项目: the table's records, copied.
        """
    @property
    def regions(self) -> tuple[Region, ...]:
        """
        行政区划: the table's records, copied.
        """
    @property
    def roads(self) -> tuple[Road, ...]:
        """
        道路里程: the table's records, copied.
        """
    @property
    def synthetic(self) -> bool:
        """
        Whether the persons are synthetic, which every output must say.
        """
    @synthetic.setter
    def synthetic(self, arg1: bool) -> None:
        ...
    @property
    def women(self) -> tuple[Beneficiary, ...]:
        """
        妇女: the table's records, copied.
        """
class Schedule:
    """
    The instalments of a loan.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: Schedule) -> bool:
        ...
    def __getstate__(self) -> tuple[dict, typing.Any]:
        ...
    def __init__(self, schedule: Schedule) -> None:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def columns(self) -> dict:
        """
        The columns of `to_frame`, each as a list.

        Returns
        -------
        dict of str to list
            number (from 1), due (dates), principal, interest, total, balance (Decimal, yuan).

        Examples
        --------
        >>> from jinguo import finance
        >>> finance.schedule("50000", "0.0435", 3, start="2016-01-31").columns()["number"]
        [1, 2, 3]
        """
    @property
    def instalment(self) -> typing.Any:
        """
        Of equal instalments: the one they are all meant to be, from the last disbursement on; else 0.
        """
    @property
    def interest(self) -> typing.Any:
        """
        Interest of all instalments together.
        """
class Rows:
    """
    The files and rows in which the records of a registry stand.
    """
    @property
    def day(self) -> typing.Any:
        """
        The day on which ages and dates were judged, or None.
        """
class Gazetteer:
    """
    Divisions by code and name, for reading tables.
    """
class WholeFolder:
    """
    A folder that takes its place with all its files, or not at all.
    """
    def __init__(self, folder: os.PathLike | str | bytes, *, shared: bool = False) -> None:
        ...
    def commit(self) -> None:
        """
        Puts it in its place.
        """
    def discard(self) -> None:
        """
        Forgets what was written.
        """
    @property
    def parts(self) -> pathlib.Path:
        """
        Where to write.
        """
class Policy:
    """
    A policy that was checked.

    Invariant: check(data()) found nothing: the date exists, points are in range, names are unique, a kind is in one pairing only, at most one pairing is full-time (a woman works at one measure). Pairings stand by name, kinds by kind, points by value: the order in which they were given means nothing.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: Policy) -> bool:
        ...
    def __getstate__(self) -> str:
        ...
    @typing.overload
    def __init__(self) -> None:
        ...
    @typing.overload
    def __init__(self, policy: Policy) -> None:
        ...
    def __setstate__(self, arg0: str) -> None:
        ...
    def to_toml(self) -> str:
        """
        As TOML, with every default filled in.

        Returns
        -------
        str
            What ``Policy.parse`` reads back.

        Examples
        --------
        >>> import jinguo as jg
        >>> from importlib.resources import files
        >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
        >>> jg.Policy.parse(policy.to_toml()) == policy
        True
        """
    @property
    def date(self) -> datetime.date:
        """
        Decides ages, registration, title years and running projects.
        """
    @property
    def existing(self) -> typing.Literal['keep', 'strict', 'release']:
        """
        What becomes of relations that are active today.
        """
    @property
    def name(self) -> str:
        """
        What plans call the policy.
        """
    @property
    def needs_seed(self) -> bool:
        """
        Whether the lottery's seed must be given to match().
        """
    @property
    def on_infeasible(self) -> typing.Literal['stop', 'least_shortfall']:
        """
        What is done where no plan keeps every floor.
        """
    @property
    def pairings(self) -> tuple[str, ...]:
        """
        Names of its pairings.
        """
    @property
    def seed_is_known(self) -> bool:
        """
        Whether its seed is that of our examples, and of policies that earlier versions began.
        """
class Market:
    """
    A market: who may be matched with whom, at which score, under which bounds.

    Checked when made (InputError with every issue), immutable afterwards, safe to share between threads.
    Invariant: capacity, floor have m entries, demand, outside, must_match n; counts are not negative; lock and exclude are sorted, without duplicates, and share no pair.
    """
    @staticmethod
    def blocks(n: typing.SupportsInt | typing.SupportsIndex, m: typing.SupportsInt | typing.SupportsIndex, fill: collections.abc.Callable, score_scale: typing.SupportsInt | typing.SupportsIndex, bounds: dict) -> Market:
        ...
    @staticmethod
    def dense(scores: numpy.ndarray, eligible: numpy.ndarray | None, score_scale: typing.SupportsInt | typing.SupportsIndex, bounds: dict) -> Market:
        ...
    @staticmethod
    def implicit(n: typing.SupportsInt | typing.SupportsIndex, m: typing.SupportsInt | typing.SupportsIndex, given: dict, bounds: dict) -> Market:
        ...
    @staticmethod
    def sparse(columns: typing.SupportsInt | typing.SupportsIndex, indptr: numpy.ndarray, indices: numpy.ndarray, data: numpy.ndarray, score_scale: typing.SupportsInt | typing.SupportsIndex, bounds: dict) -> Market:
        ...
    def scores(self, start: typing.SupportsInt | typing.SupportsIndex, stop: typing.SupportsInt | typing.SupportsIndex) -> tuple:
        ...
    def weigh(self, awards: numpy.ndarray) -> tuple:
        ...
    @property
    def demand(self) -> numpy.ndarray:
        ...
    @property
    def lock(self) -> numpy.ndarray:
        ...
    @property
    def m(self) -> int:
        """
        Number of right nodes.
        """
    @property
    def n(self) -> int:
        """
        Number of left nodes.
        """
    @property
    def outside(self) -> numpy.ndarray:
        ...
    @property
    def scale(self) -> int:
        """
        Scaled scores per unit of the caller's, as given or chosen; 1 for integers.
        """
class PlanAward:
    """
    One unit of help: who goes where, worth what, and why that much.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: PlanAward) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    @property
    def existing(self) -> bool:
        """
        Goes on from before.
        """
    @property
    def kind(self) -> typing.Literal['mentor', 'base', 'project', 'chain', 'loan']:
        """
        Kind of the provider.
        """
    @property
    def left(self) -> str:
        """
        Id of the woman.
        """
    @property
    def parts(self) -> tuple[int, ...]:
        """
        By PairingPlan::part_names; their sum, floored to the pairing's band, is the score. Empty for those who go on outside the market.
        """
    @property
    def right(self) -> str:
        """
        Id of the provider.
        """
    @property
    def rule(self) -> str:
        """
        Why she goes on outside the market; empty inside.
        """
    @property
    def score(self) -> int:
        """
        Points of the pair by the policy, floored to the pairing's band.
        """
class Option:
    """
    One place that an unmatched woman could have had, and what it would have cost the plan.

    A loss is a pair, compared in this order: women more that floors are short of, then points.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: Option) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    @property
    def impossible(self) -> bool:
        """
        Only by breaking a must-match or a lock, or there is no place.
        """
    @property
    def loss(self) -> int:
        """
        Points the whole plan would lose with her there.
        """
    @property
    def more_short(self) -> int:
        """
        Women more that floors would be short of. Always 0 for who is not placed: nobody leaves a floor for her to come in.
        """
    @property
    def right(self) -> str:
        """
        Id of the provider.
        """
    @property
    def rule(self) -> str:
        """
        Where impossible: "places" (none), "lock" (all are locked), "must_match".
        """
    @property
    def score(self) -> int:
        """
        Points for her there.
        """
class Unmatched:
    """
    A woman who has fewer units than she asked for, and why.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: Unmatched) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, typing.Any, typing.Any, typing.Any, typing.Any]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    @property
    def left(self) -> str:
        """
        Id of the woman.
        """
    @property
    def options(self) -> tuple[Option, ...]:
        """
        Her five best places by loss, then score, then id.
        """
    @property
    def reason(self) -> typing.Literal['not_eligible', 'loses_points', 'lottery', 'bound', 'stopped']:
        """
        Why.
        """
    @property
    def rule(self) -> str:
        """
        When not eligible or bound; a text is "engine.rule.RULE".
        """
    @property
    def units(self) -> int:
        """
        Units that she did not get, 1 or more.
        """
class PlaceResult:
    """
    What one provider got.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: PlaceResult) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    @property
    def floor(self) -> int:
        """
        In the market: lowered by the registered women who go on outside.
        """
    @property
    def floor_before(self) -> int | None:
        """
        The floor as the policy asks, before the registered women who go on outside were taken off. Not known in plans of archive versions before 5 where somebody goes on outside.
        """
    @property
    def floor_cost(self) -> int:
        """
        Points that one less of the floor would give the plan.
        """
    @property
    def floor_cost_short(self) -> int:
        """
        What one less of the floor would give the plan: fewer women short of floors, then points. Both 0 where the floor does not bind; the points may be negative where fewer are short.
        """
    @property
    def forced(self) -> bool:
        """
        Its floor cannot rise: no plan could keep a greater one.
        """
    @property
    def greatest_price(self) -> int:
        """
        Greatest one, or solver::unbounded_price.
        """
    @property
    def kind(self) -> typing.Literal['mentor', 'base', 'project', 'chain', 'loan']:
        """
        Kind of the provider.
        """
    @property
    def outside(self) -> int:
        """
        Women who go on outside the market.
        """
    @property
    def places(self) -> int:
        """
        In the market, after those that go on outside.
        """
    @property
    def price(self) -> int:
        """
        Least price that proves the plan.
        """
    @property
    def right(self) -> str:
        """
        Id of the provider.
        """
    @property
    def shortfall(self) -> int:
        """
        Women by whom its floor is missed; 0 where it is kept.
        """
    @property
    def taken(self) -> int:
        """
        Awards.
        """
    @property
    def worth(self) -> int:
        """
        Points that one more place would give the plan.
        """
class PairingPlan:
    """
    One pairing of a plan: who goes where, why the others do not, and what proves it.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: PairingPlan) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def counts(self) -> dict:
        """
        Counts only: awards, unmatched by reason and by rule, floors, tied women, warnings by rule.

        Returns
        -------
        dict
            By name: awards, outside, unmatched, places, reasons, rules, floors, floors_met, shortfall,
            tied, income_assumed, warnings.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Plan.load("demo/plan")["mentors"].counts()["awards"]
        33
        """
    @property
    def awards(self) -> tuple[PlanAward, ...]:
        """
        By left, then right, in byte order of ids.
        """
    @property
    def custom(self) -> bool:
        """
        Scores came from a policy of the user's own.
        """
    @property
    def gap(self) -> int | None:
        """
        0 when proven best; the most it can lose when stopped.
        """
    @property
    def income_assumed(self) -> tuple:
        """
        Women whose need counts what the policy says of an income that is not known, by id, and what it says: a word of UnknownIncome; empty where there are none. Not digested: the records and the policy say it.
        """
    @property
    def name(self) -> str:
        """
        Name of the pairing in the policy.
        """
    @property
    def outside(self) -> tuple[PlanAward, ...]:
        """
        Those who go on outside the market.
        """
    @property
    def part_names(self) -> tuple[str, ...]:
        """
        Names of the parts of a score, in the order of PlanAward::parts.
        """
    @property
    def places(self) -> tuple[PlaceResult, ...]:
        """
        By right id.
        """
    @property
    def seconds(self) -> float:
        """
        Informative; neither digested nor compared.
        """
    @property
    def status(self) -> typing.Literal['optimal', 'optimal_short', 'infeasible', 'out_of_range', 'stopped_feasible', 'stopped_empty']:
        """
        What was found (docs/status.md).
        """
    @property
    def tied(self) -> int:
        """
        Women whose place the lottery decided.
        """
    @property
    def tied_women(self) -> tuple[str, ...]:
        """
        Their ids; none in plans of an earlier version.
        """
    @property
    def total(self) -> int:
        """
        Scores of the awards + outside values of those not placed.
        """
    @property
    def unknown_income(self) -> str:
        """
        What an income that is not known counts as: median, line or zero; empty where all are known.
        """
    @property
    def unmatched(self) -> tuple[Unmatched, ...]:
        """
        By left.
        """
    @property
    def warnings(self) -> tuple[Issue, ...]:
        """
        Who goes on outside the market, and why.
        """
class Plan:
    """
    A solved programme.

    Compare and cite it by its digest.
    """
    __hash__: typing.ClassVar[None] = None
    def __contains__(self, arg0: str) -> bool:
        ...
    def __eq__(self, arg0: Plan) -> bool:
        ...
    def __getitem__(self, pairing: str) -> PairingPlan:
        ...
    def __init__(self, plan: Plan) -> None:
        ...
    def columns(self, pairing: str | None = None) -> dict:
        """
        Its awards as {column: list}, ready for any frame.

        Parameters
        ----------
        pairing : str, optional
            Name of one pairing; None: all of them.

        Returns
        -------
        dict of str to list
            pairing, left_id, right_id, score, then each part of the score.

        Raises
        ------
        KeyError
            The plan has no such pairing.

        Examples
        --------
        >>> import jinguo as jg
        >>> plan = jg.Plan.load("demo/plan")
        >>> sorted(plan.columns("mentors"))[:3]
        ['anchor_link', 'base', 'cause']
        """
    @property
    def asked(self) -> str:
        """
        The one pairing that match() was asked for; empty: all of the policy's.
        """
    @property
    def digest(self) -> str:
        """
        By `digest_form`, docs/digest.md: awards with scores and parts, unmatched (id, units), shortfall, digests of inputs and policy, seed. Compiled.
        """
    @property
    def digest_form(self) -> int:
        """
        Of this plan's three digests (docs/digest.md).
        """
    @property
    def made_by(self) -> str:
        """
        Version of the library; not digested.
        """
    @property
    def pairings(self) -> tuple[str, ...]:
        """
        In the policy's order.
        """
    @property
    def policy_digest(self) -> str:
        """
        Digest of the policy that it was made by.
        """
    @property
    def policy_name(self) -> str:
        """
        What its policy calls itself.
        """
    @property
    def registry_digest(self) -> str:
        """
        Digest of the tables that it was made from.
        """
    @property
    def seed_hex(self) -> str:
        """
        The lottery's seed, hexadecimal digits; empty where none was needed.
        """
    @property
    def synthetic(self) -> bool:
        """
        The persons are synthetic, which every output must say.
        """
class PlaceReason:
    """
    What a woman is told of one place.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: PlaceReason) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    @property
    def floor(self) -> str | None:
        """
        Where more_short is above 0: whose floor would miss one.
        """
    @property
    def loss(self) -> int:
        """
        Points that the whole plan would lose with her there; exact.
        """
    @property
    def more_short(self) -> int:
        """
        What the whole plan would lose with her there: women more that floors are short of, then points, compared in that order. Exact. Barred by `own_lock`: with her lock dropped, and then below 0 where the plan would gain. 0 otherwise.
        """
    @property
    def pairing(self) -> str:
        """
        Name of the pairing.
        """
    @property
    def right(self) -> str:
        """
        Id of the provider.
        """
    @property
    def road_m(self) -> int | None:
        """
        From her village by road, where the policy measures so and the table of roads says it.
        """
    @property
    def rule(self) -> str:
        """
        Which rule excludes her, or bars the place: "places" (it has none), "lock" (all are kept by locks), "must_match" (those there must be served and have nowhere to go), "own_lock" (she is locked elsewhere), "demand" (she goes on elsewhere outside the plan). A text is "engine.rule.RULE".
        """
    @property
    def score(self) -> int:
        """
        For her; 0 where excluded.
        """
    @property
    def standing(self) -> typing.Literal['hers', 'possible', 'barred', 'excluded', 'unproven']:
        """
        Whether it is hers, possible, barred, excluded, or the plan is not proven.
        """
    @property
    def worth(self) -> int:
        """
        Points that one more place there would give the plan.
        """
class Explainer:
    """
    explain() for who asks again and again, as an officer does with a woman before her.

    Digests are compared and pairings compiled once, and the scoring pass of a pairing is done when a woman who is placed there is first asked about; after that an answer takes a shortest-path search. Keeps some 8 bytes for each two places of a pairing. Borrows plan, registry and policy, which stay as they are: records that are added later are refused as another registry. One call at a time; copies share what they keep.
    """
    def __init__(self, plan: Plan, registry: Registry, policy: Policy, custom: dict, progress: typing.Any, time_limit: typing.SupportsFloat | typing.SupportsIndex | None) -> None:
        ...
    def explain(self, ids: collections.abc.Sequence[str], lang: str, threads: typing.SupportsInt | typing.SupportsIndex, progress: typing.Any, time_limit: typing.SupportsFloat | typing.SupportsIndex | None) -> list[tuple[str, list[PlaceReason]]]:
        ...
class Adoption:
    """
    What adopting a plan adds to its tables.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: Adoption) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, typing.Any, typing.Any, typing.Any, typing.Any]:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    @property
    def already(self) -> int:
        """
        New pairs of the plan whose records are in the tables already.
        """
    @property
    def going_on(self) -> int:
        """
        Pairs of the plan whose records stood in the tables before.
        """
    @property
    def mentorships(self) -> tuple[Mentorship, ...]:
        """
        To be added, proposed.
        """
    @property
    def placements(self) -> tuple[Placement, ...]:
        """
        To be added, proposed.
        """
    @property
    def warnings(self) -> tuple[Issue, ...]:
        """
        Records that stand in the tables and that the plan does not let go on ("engine.adopt.let_go", by file and id). They stay as they are.
        """
class WomanChange:
    """
    What became of one woman in one pairing.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: WomanChange) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any, typing.Any]:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def reasons(self, lang: str = 'zh') -> tuple:
        """
        (code, parameters, text) for each provider, the change itself first.

        Parameters
        ----------
        lang : {"zh", "en"}, default "zh"
            Language of the texts.

        Returns
        -------
        tuple of (str, dict, str)
            Code and parameters of the message, and its text.

        Raises
        ------
        InputError
            Another language.

        Examples
        --------
        >>> import jinguo as jg
        >>> registry = jg.Registry.load("demo/tables")
        >>> plan = jg.Plan.load("demo/plan")
        >>> woman = jg.changes(plan, plan, registry).women[0]
        >>> len(woman.reasons("en"))
        1
        """
    @property
    def come(self) -> tuple[str, ...]:
        """
        Providers of the second plan only.
        """
    @property
    def county(self) -> str:
        """
        Of her household; empty when she is no longer in the tables.
        """
    @property
    def gone(self) -> tuple[str, ...]:
        """
        Providers of the first plan only.
        """
    @property
    def kept(self) -> tuple[str, ...]:
        """
        Providers of both plans ...
        """
    @property
    def kind(self) -> typing.Literal['kept', 'newly_placed', 'moved', 'ended']:
        """
        kept, newly_placed, moved or ended.
        """
    @property
    def pairing(self) -> str:
        """
        Name of the pairing.
        """
    @property
    def woman(self) -> str:
        """
        Id of the woman.
        """
class PlanChanges:
    """
    What a second plan changes, and why.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: PlanChanges) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, typing.Any, typing.Any]:
        ...
    def __init__(self, changes: PlanChanges) -> None:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def totals(self) -> list:
        """
        Women counted by pairing, county, kind, first reason and its rule.

        Returns
        -------
        list of dict
            By name: pairing, county, kind, reason, rule, women.

        Examples
        --------
        >>> import jinguo as jg
        >>> registry = jg.Registry.load("demo/tables")
        >>> plan = jg.Plan.load("demo/plan")
        >>> sum(row["women"] for row in jg.changes(plan, plan, registry).totals())
        80
        """
    @property
    def let_go(self) -> int:
        """
        Relations that stand in the tables and do not go on: 0 unless the policy releases them.
        """
    @property
    def standing(self) -> int:
        """
        Relations that stand in the tables and go on in the second plan.
        """
    @property
    def women(self) -> tuple[WomanChange, ...]:
        """
        Who has a place in either plan, by pairing, then woman.
        """
class Programme:
    """
    A programme's promises, as data.
    """
    @property
    def name(self) -> str:
        """
        English name.
        """
    @property
    def name_zh(self) -> str:
        """
        Chinese name.
        """
    @property
    def targets(self) -> list:
        """
        What it promises, each id once.
        """
def achievement_options() -> list[tuple[str, list[str]]]:
    ...
def achievement_words() -> dict:
    ...
def adopt(plan: Plan, registry: Registry, policy: Policy | None, starts_on: typing.Any) -> Adoption:
    ...
def adopted(registry: Registry, adoption: Adoption) -> Registry:
    ...
def append_relations(folder: os.PathLike | str | bytes, adoption: Adoption, lang: str) -> None:
    ...
def awards_csv(plan: Plan) -> bytes:
    ...
def changes(before: Plan, after: Plan, registry: Registry, policy: Policy | None) -> PlanChanges:
    ...
def check_changes(earlier: Registry, now: Registry, earlier_rows: Rows, rows: Rows) -> list[Issue]:
    ...
def chosen_scale(scores: numpy.ndarray, eligible: numpy.ndarray | None) -> int:
    ...
def explain(plan: Plan, registry: Registry, policy: Policy, ids: collections.abc.Sequence[str], lang: str, custom: dict, threads: typing.SupportsInt | typing.SupportsIndex, progress: typing.Any, time_limit: typing.SupportsFloat | typing.SupportsIndex | None) -> list[tuple[str, list[PlaceReason]]]:
    ...
def explain_stored(plan: Plan, ids: collections.abc.Sequence[str], lang: str) -> list[tuple[str, list[PlaceReason]]]:
    ...
def faults_of(registry: Registry, policy: Policy, rows: Rows = None) -> list[Issue]:
    """
    Every fault for which match() refuses a registry under a policy, as issues.
    """
def finance_bill(registry: Registry, until: typing.Any) -> dict:
    ...
def finance_loan_schedule(registry: Registry, id: str) -> dict:
    ...
def finance_schedule(given: dict) -> Schedule:
    ...
def finance_split(interest: typing.Any, subsidy_bp: typing.SupportsInt | typing.SupportsIndex, payer_bp: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]) -> dict:
    ...
def finance_why_not_eligible(registry: Registry, woman: str, product: str, day: typing.Any, amount: typing.Any, term_months: typing.Any) -> list[Message]:
    ...
def floor_gains(market: Market, result: typing.Any, threads: typing.SupportsInt | typing.SupportsIndex, progress: typing.Any, time_limit: typing.SupportsFloat | typing.SupportsIndex | None) -> numpy.typing.NDArray[numpy.int64]:
    ...
def groups_by(registry: Registry, what: str) -> list[str]:
    ...
def holds_citizen_number(text: str) -> bool:
    """
    Whether a text holds a citizen number, however it is written.
    """
def is_made_from(plan: Plan, registry: Registry) -> bool:
    ...
def load_plan(path: os.PathLike | str | bytes) -> Plan:
    ...
def load_policy(path: os.PathLike | str | bytes) -> Policy:
    ...
def losses(market: Market, result: typing.Any, left: numpy.ndarray, threads: typing.SupportsInt | typing.SupportsIndex, progress: typing.Any, time_limit: typing.SupportsFloat | typing.SupportsIndex | None) -> dict:
    ...
def lottery_commitment(seed: bytes) -> str:
    """
    What a policy publishes of a seed, as hexadecimal digits.
    """
def lottery_number(seed: typing.SupportsInt | typing.SupportsIndex, side: str, row: typing.SupportsInt | typing.SupportsIndex) -> int:
    ...
def lottery_pseudonym(plan: Plan, pairing: str, id: str) -> str:
    ...
def lottery_sheet(plan: Plan) -> str:
    ...
def made_from(plan: Plan, registry: Registry) -> Registry | None:
    """
    The registry that a plan was made from: this one, or this one without the records that adopting the plan added; None where it is another.
    """
def market_of(registry: Registry, policy: Policy, pairing: str, seed: bytes, keep: typing.Any) -> tuple:
    ...
def mask_citizen_numbers(text: str) -> str:
    """
    The text with *** for each citizen number, misspelt ones too.
    """
def match(registry: Registry, policy: Policy, seed: bytes, pairing: str, custom: dict, threads: typing.SupportsInt | typing.SupportsIndex, progress: typing.Any, time_limit: typing.SupportsFloat | typing.SupportsIndex | None, rows: Rows = None) -> tuple[typing.Any, typing.Any]:
    ...
def measure_achievement(registry: Registry, programme: Programme, day: typing.Any, options: collections.abc.Sequence[tuple[str, str]], plan: Plan, policy: Policy) -> dict:
    ...
def measure_compare(before: typing.Any, after: typing.Any, registry: Registry, policy: Policy, groups: collections.abc.Sequence[str], day: typing.Any, line: typing.SupportsInt | typing.SupportsIndex | None, progress: typing.Any, time_limit: typing.SupportsFloat | typing.SupportsIndex | None) -> dict:
    ...
def measure_evaluate(pairs: typing.Any, registry: Registry, policy: Policy, groups: collections.abc.Sequence[str], day: typing.Any, line: typing.SupportsInt | typing.SupportsIndex | None, progress: typing.Any, time_limit: typing.SupportsFloat | typing.SupportsIndex | None) -> dict:
    ...
def measure_moved(policy: Policy, spread: typing.SupportsFloat | typing.SupportsIndex, draw: typing.SupportsInt | typing.SupportsIndex, run: typing.SupportsInt | typing.SupportsIndex) -> Policy:
    ...
def measure_needs(registry: Registry, day: typing.Any, plan: Plan) -> dict:
    ...
def measure_pairs(pairs: typing.Any, registry: Registry, policy: Policy, groups: collections.abc.Sequence[str], day: typing.Any, line: typing.SupportsInt | typing.SupportsIndex | None, progress: typing.Any, time_limit: typing.SupportsFloat | typing.SupportsIndex | None) -> dict:
    ...
def measure_robustness(registry: Registry, policy: Policy, spread: typing.SupportsFloat | typing.SupportsIndex, runs: typing.SupportsInt | typing.SupportsIndex, draw: typing.SupportsInt | typing.SupportsIndex, seed: bytes, groups: collections.abc.Sequence[str], threads: typing.SupportsInt | typing.SupportsIndex, progress: typing.Any, time_limit: typing.SupportsFloat | typing.SupportsIndex | None) -> tuple[dict, Message, typing.Any]:
    ...
def new_policy_text(lang: str) -> str:
    """
    A commented policy to start from.
    """
def parse_policy(text: str, name: str) -> Policy:
    ...
def plan_from_bytes(bytes: bytes) -> Plan:
    ...
def plan_json(plan: Plan) -> str:
    ...
def plan_to_bytes(plan: Plan) -> bytes:
    ...
def policy_digest(policy: Policy, *, form: typing.SupportsInt | typing.SupportsIndex = 3) -> str:
    """
    What a plan cites the policy by: 64 hexadecimal digits, by a form of docs/digest.md.
    """
def programme_yueyang_2016() -> Programme:
    ...
def project(lon_lat: numpy.ndarray, origin_lon: typing.SupportsInt | typing.SupportsIndex, origin_lat: typing.SupportsInt | typing.SupportsIndex) -> numpy.ndarray:
    ...
def public_seed(announced: str, digits: str, secret: bytes = b'') -> str:
    """
    The seed of a public draw (docs/lottery.md), as hexadecimal digits.
    """
def read_folder(folder: os.PathLike | str | bytes, good_rows_only: bool, gazetteer: Gazetteer = None, day: typing.Any = None, today: typing.Any = None) -> tuple:
    ...
def read_tables(tables: collections.abc.Sequence[tuple[str, str, collections.abc.Sequence[str], collections.abc.Sequence[collections.abc.Sequence[str]], typing.SupportsInt | typing.SupportsIndex, collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex], collections.abc.Sequence[tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex, str, str, str]]]], good_rows_only: bool, synthetic: bool, gazetteer: Gazetteer = None, day: typing.Any = None, today: typing.Any = None) -> tuple:
    ...
def registry_digest(registry: Registry, *, form: typing.SupportsInt | typing.SupportsIndex = 3) -> str:
    """
    What a plan cites the registry by: 64 hexadecimal digits, by a form of docs/digest.md.
    """
def rewrite_file(path: os.PathLike | str | bytes, bytes: bytes) -> None:
    """
    The same, for whom the file was before; a new one for its owner alone.
    """
def sample_yueyang(data_folder: os.PathLike | str | bytes, households: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, date: typing.Any = None) -> tuple[Registry, str]:
    """
    A synthetic registry of the city, and what its folder must say of itself.
    """
def save_plan(plan: Plan, path: os.PathLike | str | bytes, shared: bool = False) -> None:
    ...
def save_plan_folder(plan: Plan, folder: os.PathLike | str | bytes, shared: bool = False) -> None:
    ...
def save_registry(registry: Registry, folder: os.PathLike | str | bytes, lang: str, further: collections.abc.Mapping[str, str] = {}) -> None:
    ...
def split(total: typing.SupportsInt | typing.SupportsIndex, weights: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex], floors: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]) -> list[int]:
    ...
def split_by_region(registry: Registry, total: typing.SupportsInt | typing.SupportsIndex, day: typing.Any, floor: typing.SupportsInt | typing.SupportsIndex, areas: str) -> dict:
    ...
def table_columns() -> dict:
    """
    Every table's columns in order: (name, Chinese heading, kind, list, use, table of the id, codes as (word, code, Chinese)).
    """
def transport(market: Market, seed: typing.SupportsInt | typing.SupportsIndex, left_number: numpy.ndarray | None, right_number: numpy.ndarray | None, on_infeasible: str, method: str, threads: typing.SupportsInt | typing.SupportsIndex, progress: typing.Any, time_limit: typing.SupportsFloat | typing.SupportsIndex | None) -> tuple:
    ...
def unmatched_csv(plan: Plan) -> bytes:
    ...
def unproven(plan: Plan, referees: bool) -> tuple:
    ...
def verify(plan: Plan, registry: Registry, policy: Policy, custom: dict, pairs: typing.SupportsInt | typing.SupportsIndex, referees: bool, progress: typing.Any, time_limit: typing.SupportsFloat | typing.SupportsIndex | None) -> list[Issue]:
    ...
def why_not_change(from_state: str, to_state: str) -> Message | None:
    """
    Why one state of a mentorship or placement cannot become another, as a message, or None.
    """
def why_not_drawn(market: Market, result: typing.Any, seed: typing.SupportsInt | typing.SupportsIndex, left_number: numpy.ndarray | None, right_number: numpy.ndarray | None) -> str | None:
    ...
def why_not_feasible(market: Market, result: typing.Any) -> str | None:
    ...
def why_not_infeasible(market: Market, result: typing.Any) -> str | None:
    ...
def why_not_least(market: Market, result: typing.Any) -> str | None:
    ...
def why_not_optimal(market: Market, result: typing.Any) -> str | None:
    ...
def write_file(path: os.PathLike | str | bytes, bytes: bytes, *, shared: bool = False) -> None:
    """
    Writes a file whole or not at all, for its owner alone unless shared.
    """
def yueyang_divisions(data_folder: os.PathLike | str | bytes) -> Gazetteer:
    """
    The divisions of the bundled data.
    """
__version__: str = '0.1.0'
enumerators: dict = {'Status': ('optimal', 'optimal_short', 'infeasible', 'out_of_range', 'stopped_feasible', 'stopped_empty', 'given'), 'OnInfeasible': ('stop', 'least_shortfall'), 'Method': ('automatic', 'column_generation', 'assignment'), 'RuleKind': ('floor', 'capacity', 'must_match', 'demand', 'lock'), 'Obstacle': ('none', 'held', 'not_eligible', 'no_unit', 'own_lock', 'own_must_match', 'no_place', 'lock', 'must_match')}
max_score: int = 17592186044416
newest_digest_form: int = 3
no_way: int = 2147483647
payers: dict = {'borrower': '借款人', 'county': '县级财政', 'city': '市级财政', 'province': '省级财政', 'centre': '中央财政'}
plausible_thresholds: dict = {'earliest_birth_year': 1900, 'earliest_year': 1949, 'latest_year': 2100, 'least_year_of_four': 100, 'days_ahead': 366, 'least_latest_percent': 1, 'days_written': 31, 'woman_age': 16, 'income_over_line_times': 3, 'least_income_yuan': 50, 'least_amount_yuan': 100, 'most_income_yuan': 1000000, 'least_rate_bp': 50, 'most_rate_bp': 3600, 'least_share_bp': 100, 'most_term_months': 360, 'most_places': 10000, 'most_mentor_places': 100, 'most_households': 100000, 'most_housing_m2': 1000, 'least_distance_m': 100, 'most_distance_m': 200000, 'most_degrees_e6_county': 1000000, 'most_degrees_e6_township': 500000, 'most_degrees_e6_village': 300000, 'west_e6': 73000000, 'east_e6': 136000000, 'south_e6': 3000000, 'north_e6': 54000000, 'road_slack_m': 500, 'most_road_m': 400000, 'most_road_times': 10, 'phone_digits': 7}
poverty_lines: dict = {2010: 2300, 2014: 2800, 2015: 2855, 2016: 2952, 2018: 2995, 2019: 3218, 2020: 4000}
repayments: dict = {'equal_instalment': '等额本息', 'equal_principal': '等额本金', 'interest_only': '按期付息、到期还本', 'flat': '按原本金计息'}
standings: dict = {'normal': '正常', 'extended': '展期', 'overdue': '逾期'}
straight_line: int = -1
tables: tuple = ('regions', 'households', 'women', 'members', 'mentors', 'bases', 'anchors', 'projects', 'chains', 'loan_products', 'loan_applications', 'loans', 'mentorships', 'placements', 'pairs', 'persons', 'activities', 'roads')
tables_zh: dict = {'regions': '行政区划', 'households': '贫困户', 'women': '妇女', 'members': '家庭成员', 'mentors': '女能人', 'bases': '示范基地', 'anchors': '联结主体', 'projects': '项目', 'chains': '四方联结', 'loan_products': '贷款产品', 'loan_applications': '贷款申请', 'loans': '贷款', 'mentorships': '结对', 'placements': '安置', 'pairs': '锁定与回避', 'persons': '其他人员', 'activities': '活动', 'roads': '道路里程'}
unbounded_price: int = 9223372036854775807
