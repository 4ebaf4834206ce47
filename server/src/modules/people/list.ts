import { boolColumn, choice, defineList, instantColumn, text, textsColumn } from '../../kit/list/definition.ts'
import { visiblePerson } from './authority.ts'

const ROLES_OF = `array(select distinct g.role from people.role_grant g
  where g.tenant_id = p.tenant_id and g.person_id = p.id and g.ended_at is null order by 1)`
const SKILLS_OF = `array(select s.code from people.person_skill ps join people.skill s on s.tenant_id = ps.tenant_id and s.id = ps.skill_id
  where ps.tenant_id = p.tenant_id and ps.person_id = p.id order by 1)`

export const peopleList = defineList({
  name: 'people',
  path: '/people',
  needs: 'people.read',
  summary: 'People',
  from: 'people.person p',
  id: 'p.id',
  visible: (actor) => visiblePerson(actor, 'p'),
  columns: {
    number: text('p.number', { sortable: true }),
    name: text('p.name', { sortable: true }),
    roles: textsColumn(ROLES_OF),
    skills: textsColumn(SKILLS_OF),
    email: text('p.email', { nullable: true, sortable: true }),
    phone: text('p.phone', { nullable: true }),
    language: choice('p.language', ['en', 'zh-CN', 'zh-TW'], { words: 'voice:language' }),
    timeZone: text('p.time_zone'),
    isActive: boolColumn('p.is_active'),
    canSignIn: boolColumn('(p.user_id is not null)'),
    createdAt: instantColumn('p.created_at', { sortable: true }),
  },
  sort: 'name',
  search: 'person',
})
