-- 会签: persons of other departments who co-sign before the document is signed; each once per round of checking.
create table kernel.document_cosigners (
  office_id uuid not null,
  document_id uuid not null,
  person_id uuid not null,
  signed_at timestamptz,
  primary key (office_id, document_id, person_id),
  foreign key (office_id, document_id) references kernel.documents (office_id, id)
);
select kernel.protect('kernel.document_cosigners');

-- 变更件: the document that it takes the place of, once it is handed out.
alter table kernel.documents add column replaces uuid;
alter table kernel.documents
  add foreign key (office_id, replaces) references kernel.documents (office_id, id),
  add foreign key (office_id, replaced_by) references kernel.documents (office_id, id),
  add check ((state = 'replaced') = (replaced_by is not null)),
  add check (replaces <> id);
