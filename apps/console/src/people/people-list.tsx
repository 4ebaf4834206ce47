import type { RowOf } from '@aftercare/api'
import { type Language, languageNames } from '@aftercare/words'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { MailLink, PhoneLink } from '../parties/reach.tsx'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { ActiveTag } from './active-tag.tsx'
import { roleChoices, useRoleNames } from './roles.ts'
import { SkillNames } from './skill-names.tsx'

type Row = RowOf<'/api/v1/people'>

const list = defineList<Row>({
  name: 'people',
  title: 'people:title',
  path: '/api/v1/people',
  sort: 'name',
  searchable: true,
  subject: 'person',
  nameOf: (row) => row.name,
  pathOf: (row) => paths.person(row.id),
  Actions: NewButton,
  create: { needs: 'people.change', run: (go) => go(paths.newPerson()) },
  empty: { title: 'people:list.emptyTitle', hint: 'people:list.emptyHint', Action: NewButton },
  columns: [
    { key: 'number', label: 'people:column.number', sortable: true, width: 150 },
    { key: 'name', label: 'people:column.name', sortable: true, width: 180, filter: { kind: 'text' } },
    {
      key: 'roles',
      label: 'people:column.roles',
      width: 220,
      render: (row) => <Roles roles={row.roles} />,
      filter: { kind: 'choice', choices: roleChoices },
    },
    { key: 'skills', label: 'people:column.skills', width: 180, render: (row) => <SkillNames codes={row.skills} /> },
    { key: 'phone', label: 'people:column.phone', width: 170, render: (row) => <PhoneLink phone={row.phone} /> },
    { key: 'email', label: 'people:column.email', width: 220, render: (row) => <MailLink email={row.email} /> },
    {
      key: 'isActive',
      label: 'people:column.isActive',
      width: 120,
      render: (row) => <ActiveTag isActive={row.isActive} />,
      filter: { kind: 'yesNo' },
    },
    {
      key: 'canSignIn',
      label: 'people:column.canSignIn',
      width: 120,
      render: (row) => <YesNo value={row.canSignIn} />,
      filter: { kind: 'yesNo' },
    },
    { key: 'timeZone', label: 'people:column.timeZone', width: 150, hidden: true, filter: { kind: 'text' } },
    {
      key: 'language',
      label: 'people:column.language',
      width: 110,
      hidden: true,
      render: (row) => languageNames[row.language as Language],
    },
    {
      key: 'createdAt',
      label: 'people:column.createdAt',
      sortable: true,
      width: 130,
      hidden: true,
      render: (row) => <At at={row.createdAt} only="day" />,
      filter: { kind: 'instant' },
    },
  ],
})

/** Everybody who works here. */
export function People() {
  return <ListPage list={list} />
}

function Roles({ roles }: { roles: readonly string[] }) {
  const nameOf = useRoleNames()
  return roles.map(nameOf).join(' · ')
}

function YesNo({ value }: { value: boolean }) {
  const { t } = useTranslation('common')
  return t(value ? 'yes' : 'no')
}

function NewButton() {
  const { t } = useTranslation('people')
  const can = useCan()
  const go = useGo()
  if (!can('people.change')) return null
  return (
    <Button type="primary" onClick={() => go(paths.newPerson())}>
      {t('list.new')}
    </Button>
  )
}
