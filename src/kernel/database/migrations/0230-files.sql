-- What is known of a stored file. The content lies outside the database under its digest, encrypted.
create table kernel.files (
  office_id uuid not null,
  id uuid not null,
  -- SHA-256 of the content: the browser can compute the same
  digest bytea not null check (length(digest) = 32),
  size bigint not null check (size >= 0),
  type text not null,
  name text not null check (char_length(name) between 1 and 200),
  purpose text not null,
  case_id uuid,
  uploaded_by uuid not null,
  sensitivity text not null check (sensitivity in ('public', 'internal', 'personal', 'sensitive', 'minor')),
  uploaded_at timestamptz not null,
  primary key (office_id, id)
);
create index files_by_digest on kernel.files (office_id, digest);
create index files_by_case on kernel.files (office_id, case_id);
create index files_by_uploader on kernel.files (office_id, uploaded_by, uploaded_at);
select kernel.protect('kernel.files');
