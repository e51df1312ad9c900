//! The edited tables as rows of texts, and back: one fixed statement each.

use domain::reference::table::Table;

/// How one table is read and written.
pub struct Sql {
    /// One JSON array a row: its stored cells as texts, then 1 where it is retired.
    pub select: &'static str,
    /// Rows from one JSON array: cells, when it was retired (or null), now.
    pub upsert: &'static str,
}

/// The statements of a table; none for one that nobody edits.
pub fn of(table: &Table) -> Option<&'static Sql> {
    match table.name {
        "agency" => Some(&AGENCY),
        "agency_unit" => Some(&AGENCY_UNIT),
        "category" => Some(&CATEGORY),
        "routing_rule" => Some(&ROUTING_RULE),
        "holiday" => Some(&HOLIDAY),
        "terms" => Some(&TERMS),
        "answer_template" => Some(&ANSWER_TEMPLATE),
        _ => None,
    }
}

const AGENCY: Sql = Sql {
    select: "select json_array(id, kind, level, short_name, name, coalesce(parent_id, ''), coalesce(region_code, ''), aliases,
  cast(autonomous as text), retired_at is not null) as body from agency order by id limit 5000",
    upsert: "insert into agency (id, kind, level, short_name, name, parent_id, region_code, aliases, autonomous, retired_at)
select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, nullif(value ->> 5, ''), nullif(value ->> 6, ''),
  value ->> 7, cast(value ->> 8 as integer), value ->> 9
from json_each(?1) where true
on conflict (id) do update set kind = excluded.kind, level = excluded.level, short_name = excluded.short_name,
  name = excluded.name, parent_id = excluded.parent_id, region_code = excluded.region_code, aliases = excluded.aliases,
  autonomous = excluded.autonomous, retired_at = excluded.retired_at",
};

const AGENCY_UNIT: Sql = Sql {
    select: "select json_array(id, scope, code, short_name, name, affair, aliases, coalesce(national_counterpart, ''),
  retired_at is not null) as body from agency_unit order by id limit 5000",
    upsert: "insert into agency_unit (id, scope, code, short_name, name, affair, aliases, national_counterpart, retired_at)
select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, nullif(value ->> 7, ''),
  value ->> 8
from json_each(?1) where true
on conflict (id) do update set scope = excluded.scope, code = excluded.code, short_name = excluded.short_name,
  name = excluded.name, affair = excluded.affair, aliases = excluded.aliases,
  national_counterpart = excluded.national_counterpart, retired_at = excluded.retired_at",
};

const CATEGORY: Sql = Sql {
    select: "select json_array(code, coalesce(parent_code, ''), cast(depth as text), name_id, name_en, lapor_topic,
  coalesce(default_level, ''), coalesce(kabkota_unit, ''), coalesce(provinsi_unit, ''), coalesce(national_agency, ''),
  coalesce(urgency, ''), coalesce(default_privacy, ''), keywords_formal, keywords_slang_sms, keywords_regional,
  legal_basis, source, retired_at is not null) as body from category order by code limit 2000",
    upsert: "insert into category (code, parent_code, depth, name_id, name_en, lapor_topic, default_level, kabkota_unit,
  provinsi_unit, national_agency, urgency, default_privacy, keywords_formal, keywords_slang_sms, keywords_regional,
  legal_basis, source, retired_at)
select value ->> 0, nullif(value ->> 1, ''), cast(value ->> 2 as integer), value ->> 3, value ->> 4, value ->> 5,
  nullif(value ->> 6, ''), nullif(value ->> 7, ''), nullif(value ->> 8, ''), nullif(value ->> 9, ''),
  nullif(value ->> 10, ''), nullif(value ->> 11, ''), value ->> 12, value ->> 13, value ->> 14, value ->> 15,
  value ->> 16, value ->> 17
from json_each(?1) where true
on conflict (code) do update set parent_code = excluded.parent_code, depth = excluded.depth, name_id = excluded.name_id,
  name_en = excluded.name_en, lapor_topic = excluded.lapor_topic, default_level = excluded.default_level,
  kabkota_unit = excluded.kabkota_unit, provinsi_unit = excluded.provinsi_unit,
  national_agency = excluded.national_agency, urgency = excluded.urgency, default_privacy = excluded.default_privacy,
  keywords_formal = excluded.keywords_formal, keywords_slang_sms = excluded.keywords_slang_sms,
  keywords_regional = excluded.keywords_regional, legal_basis = excluded.legal_basis, source = excluded.source,
  retired_at = excluded.retired_at",
};

const ROUTING_RULE: Sql = Sql {
    select: "select json_array(id, category_code, condition, value, target_level, target_type, target,
  cast(priority as text), hints, note, retired_at is not null) as body from routing_rule order by id limit 5000",
    upsert: "insert into routing_rule (id, category_code, condition, value, target_level, target_type, target, priority,
  hints, note, retired_at)
select j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5, j.value ->> 6,
  cast(j.value ->> 7 as integer), j.value ->> 8, j.value ->> 9, j.value ->> 10
from json_each(?1) j where true
on conflict (id) do update set category_code = excluded.category_code, condition = excluded.condition,
  value = excluded.value, target_level = excluded.target_level, target_type = excluded.target_type,
  target = excluded.target, priority = excluded.priority, hints = excluded.hints, note = excluded.note,
  retired_at = excluded.retired_at",
};

const HOLIDAY: Sql = Sql {
    select: "select json_array(date, kind, name_id, name_en, status, cast(is_working_day as text), note,
  retired_at is not null) as body from holiday order by date, kind, name_id limit 5000",
    upsert: "insert into holiday (date, kind, name_id, name_en, status, is_working_day, note, retired_at)
select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, cast(value ->> 5 as integer), value ->> 6,
  value ->> 7
from json_each(?1) where true
on conflict (date, kind, name_id) do update set name_en = excluded.name_en, status = excluded.status,
  is_working_day = excluded.is_working_day, note = excluded.note, retired_at = excluded.retired_at",
};

const TERMS: Sql = Sql {
    select: "select json_array(rule, report_type, scope, cast(value as text), unit, basis, source, valid_from,
  coalesce(valid_to, ''), retired_at is not null) as body
from terms order by rule, report_type, scope, valid_from limit 20000",
    upsert: "insert into terms (rule, report_type, scope, value, unit, basis, source, valid_from, valid_to, retired_at)
select j.value ->> 0, j.value ->> 1, j.value ->> 2, cast(j.value ->> 3 as integer), j.value ->> 4, j.value ->> 5,
  j.value ->> 6, j.value ->> 7, nullif(j.value ->> 8, ''), j.value ->> 9
from json_each(?1) j where true
on conflict (rule, report_type, scope, valid_from) do update set value = excluded.value, unit = excluded.unit,
  basis = excluded.basis, source = excluded.source, valid_to = excluded.valid_to, retired_at = excluded.retired_at",
};

const ANSWER_TEMPLATE: Sql = Sql {
    select: "select json_array(id, coalesce(agency_id, ''), coalesce(unit_id, ''), coalesce(category_code, ''), title, body,
  is_active = 0) as body from answer_template order by id limit 5000",
    upsert: "insert into answer_template (id, agency_id, unit_id, category_code, title, body, is_active, updated_at)
select value ->> 0, nullif(value ->> 1, ''), nullif(value ->> 2, ''), nullif(value ->> 3, ''), value ->> 4, value ->> 5,
  iif(value ->> 6 is null, 1, 0), value ->> 7
from json_each(?1) where true
on conflict (id) do update set agency_id = excluded.agency_id, unit_id = excluded.unit_id,
  category_code = excluded.category_code, title = excluded.title, body = excluded.body, is_active = excluded.is_active,
  updated_at = excluded.updated_at",
};
