-- The monthly report of an agency reads its cases of two months.
create index complaint_by_agency_and_receipt on complaint (agency_id, received_at);
