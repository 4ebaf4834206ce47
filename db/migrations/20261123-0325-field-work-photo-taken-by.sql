-- Who says when a picture was taken: the clock when it was added, the picture itself, or the file it was chosen from.
alter table field_work.photo add column taken_by text not null default 'clock' check (taken_by in ('clock', 'picture', 'file'));
