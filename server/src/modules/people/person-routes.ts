import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id } from '../../kit/shapes.ts'
import { addAbsence, removeAbsence } from './absences.ts'
import { mustSeePerson } from './authority.ts'
import { addCertificate, changeCertificate, removeCertificate } from './certificates.ts'
import { deactivatePerson, reactivatePerson } from './deactivation.ts'
import { absencesOf, personPage, shiftsOf } from './person-page.ts'
import { addPerson, changePerson } from './persons.ts'
import { setRoles } from './roles.ts'
import {
  absenceInput,
  absenceView,
  certificateInput,
  grantInput,
  personInput,
  personPatch,
  personView,
  shiftInput,
  shiftView,
} from './shapes.ts'
import { addShift, removeShift } from './shifts.ts'
import { personSkills, setSkills } from './skills.ts'

const made = z.object({ id })
const child = z.object({ id, childId: id })

export const personRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/people/:id',
    needs: 'people.read',
    summary: 'A person with roles, skills, certificates, shifts and absences',
    params: byId,
    returns: personView,
    handle: ({ tx, actor, params, now }) => personPage(tx, actor, params.id, now),
  }),
  route({
    method: 'POST',
    path: '/people',
    needs: 'people.change',
    summary: 'Take somebody on',
    body: personInput.extend({ grants: z.array(grantInput).max(50).default([]) }),
    returns: personView,
    handle: async ({ tx, services, actor, body, now }) =>
      personPage(tx, actor, await addPerson(tx, services, actor, body, now), now),
  }),
  route({
    method: 'PATCH',
    path: '/people/:id',
    needs: 'people.change',
    summary: 'Change facts of a person; absent = keep, null = clear',
    edits: true,
    params: byId,
    body: personPatch,
    returns: personView,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await changePerson(tx, actor, params.id, body, ifMatch!)
      return personPage(tx, actor, params.id, now)
    },
  }),
  route({
    method: 'PUT',
    path: '/people/:id/roles',
    needs: 'people.invite',
    summary: 'Set the whole set of roles, each with its reach',
    edits: true,
    params: byId,
    body: z.object({ grants: z.array(grantInput).max(50) }),
    returns: personView,
    handle: async ({ tx, services, actor, params, body, ifMatch, now }) => {
      await setRoles(tx, services, actor, params.id, body.grants, ifMatch!)
      return personPage(tx, actor, params.id, now)
    },
  }),
  route({
    method: 'PUT',
    path: '/people/:id/deactivation',
    needs: 'people.invite',
    summary: 'End somebody’s access at once',
    edits: true,
    params: byId,
    handle: ({ tx, services, actor, params, ifMatch }) => deactivatePerson(tx, services, actor, params.id, ifMatch!),
  }),
  route({
    method: 'DELETE',
    path: '/people/:id/deactivation',
    needs: 'people.invite',
    summary: 'Let somebody in again',
    edits: true,
    params: byId,
    handle: ({ tx, services, actor, params, ifMatch }) => reactivatePerson(tx, services, actor, params.id, ifMatch!),
  }),
  route({
    method: 'PUT',
    path: '/people/:id/skills',
    needs: 'people.change',
    summary: 'Set the whole set of skills',
    params: byId,
    body: personSkills,
    handle: ({ tx, actor, params, body }) => setSkills(tx, actor, params.id, body),
  }),
  ...certificateRoutes(),
  ...timeRoutes(),
]

function certificateRoutes(): AnyRoute[] {
  const needs = 'people.change'
  return [
    route({
      method: 'POST',
      path: '/people/:id/certificates',
      needs,
      summary: 'Add a certificate',
      params: byId,
      body: certificateInput,
      returns: made,
      handle: ({ tx, actor, params, body }) => addCertificate(tx, actor, params.id, body),
    }),
    route({
      method: 'PUT',
      path: '/people/:id/certificates/:childId',
      needs,
      summary: 'Correct a certificate',
      params: child,
      body: certificateInput,
      handle: ({ tx, actor, params, body }) => changeCertificate(tx, actor, params.id, params.childId, body),
    }),
    route({
      method: 'DELETE',
      path: '/people/:id/certificates/:childId',
      needs,
      summary: 'Remove a certificate',
      params: child,
      handle: ({ tx, actor, params }) => removeCertificate(tx, actor, params.id, params.childId),
    }),
  ]
}

function timeRoutes(): AnyRoute[] {
  const needs = 'people.change'
  return [
    route({
      method: 'GET',
      path: '/people/:id/shifts',
      needs: 'people.read',
      summary: 'Shift patterns, the latest first',
      params: byId,
      returns: z.object({ items: z.array(shiftView) }),
      handle: async ({ tx, actor, params }) => {
        await mustSeePerson(tx, actor, params.id)
        return { items: await shiftsOf(tx, params.id) }
      },
    }),
    route({
      method: 'POST',
      path: '/people/:id/shifts',
      needs,
      summary: 'Begin a shift pattern; the one before it ends the day before',
      params: byId,
      body: shiftInput,
      returns: made,
      handle: ({ tx, actor, params, body }) => addShift(tx, actor, params.id, body),
    }),
    route({
      method: 'DELETE',
      path: '/people/:id/shifts/:childId',
      needs,
      summary: 'Remove a shift pattern',
      params: child,
      handle: ({ tx, actor, params }) => removeShift(tx, actor, params.id, params.childId),
    }),
    route({
      method: 'GET',
      path: '/people/:id/absences',
      needs: 'people.read',
      summary: 'Absences to come, under way, or over for less than three months',
      params: byId,
      returns: z.object({ items: z.array(absenceView) }),
      handle: async ({ tx, actor, params, now }) => {
        await mustSeePerson(tx, actor, params.id)
        return { items: await absencesOf(tx, params.id, now) }
      },
    }),
    route({
      method: 'POST',
      path: '/people/:id/absences',
      needs,
      summary: 'Enter an absence',
      params: byId,
      body: absenceInput,
      returns: made,
      handle: ({ tx, actor, params, body }) => addAbsence(tx, actor, params.id, body),
    }),
    route({
      method: 'DELETE',
      path: '/people/:id/absences/:childId',
      needs,
      summary: 'Remove an absence',
      params: child,
      handle: ({ tx, actor, params }) => removeAbsence(tx, actor, params.id, params.childId),
    }),
  ]
}
