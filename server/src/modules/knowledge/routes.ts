import { z } from 'zod'
import { fileAnswer } from '../../kit/files/send.ts'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id } from '../../kit/shapes.ts'
import { findAsset } from '../assets/index.ts'
import { versionsOf, viewArticle } from './article-page.ts'
import { addArticle, changeArticle } from './articles.ts'
import { articlesAt } from './articles-for.ts'
import { giveFeedback } from './feedback.ts'
import { articleList, feedbackList } from './lists.ts'
import { articlePicture } from './pictures.ts'
import { publish, retire } from './publication.ts'
import {
  article,
  articleContent,
  articlePage,
  articleVersions,
  feedbackBody,
  feedbackView,
  newArticle,
  publicationBody,
  retirementBody,
} from './shapes.ts'

export const routes: AnyRoute[] = [
  ...listRoutes(articleList),
  ...listRoutes(feedbackList),
  route({
    method: 'POST',
    path: '/articles',
    needs: 'knowledge.write',
    summary: 'Begins an article: a draft',
    body: newArticle,
    bodyLimit: 2_000_000,
    returns: articlePage,
    handle: async ({ tx, actor, services, body, now }) =>
      viewArticle(tx, actor, await addArticle(tx, services.db, actor, body, now)),
  }),
  route({
    method: 'GET',
    path: '/articles/:id',
    needs: 'knowledge.read',
    summary: 'An article as it is read; for those who write with its draft',
    params: byId,
    returns: articlePage,
    handle: ({ tx, actor, params }) => viewArticle(tx, actor, params.id),
  }),
  route({
    method: 'PATCH',
    path: '/articles/:id',
    needs: 'knowledge.write',
    summary: 'Changes the draft of an article; readers see what is published until that is published',
    params: byId,
    body: articleContent.partial(),
    bodyLimit: 2_000_000,
    returns: articlePage,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await changeArticle(tx, actor, params.id, body, ifMatch!, now)
      return viewArticle(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/articles/:id/versions',
    needs: 'knowledge.read',
    summary: 'All that was ever published of an article, the newest first',
    params: byId,
    returns: articleVersions,
    handle: ({ tx, actor, params }) => versionsOf(tx, actor, params.id),
  }),
  route({
    method: 'PUT',
    path: '/articles/:id/publication',
    needs: 'knowledge.publish',
    summary: 'Publishes the draft as a new version; a controlled article only by somebody who did not write in it',
    params: byId,
    body: publicationBody,
    returns: articlePage,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await publish(tx, actor, params.id, body.note, ifMatch!, now)
      return viewArticle(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/articles/:id/retirement',
    needs: 'knowledge.publish',
    summary: 'Takes an article out of use: no phone takes it along any more',
    params: byId,
    body: retirementBody,
    returns: articlePage,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await retire(tx, actor, params.id, body.reason, ifMatch!, now)
      return viewArticle(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/articles/:id/feedback/:feedbackId',
    needs: 'knowledge.read',
    summary: 'Says whether an article helped; the device makes the id, the same id is kept once',
    params: z.object({ id, feedbackId: id }),
    body: feedbackBody,
    returns: feedbackView,
    handle: ({ tx, actor, params, body, now }) => giveFeedback(tx, actor, params, body, now),
  }),
  route({
    method: 'GET',
    path: '/article-pictures/:id',
    needs: 'knowledge.read',
    summary: 'The picture of a step of an article',
    params: byId,
    raw: true,
    handle: async ({ tx, services, actor, request, reply, params }) =>
      fileAnswer(services, request, reply, await articlePicture(tx, actor, params.id)),
  }),
  route({
    method: 'GET',
    path: '/fitting-articles',
    needs: 'knowledge.read',
    summary: 'What is to be read at a product, of this symptom first',
    query: z.object({
      assetId: id,
      symptomCode: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(60).default(10),
    }),
    returns: z.object({ items: z.array(article), left: z.number() }),
    handle: async ({ tx, actor, query }) => {
      const asset = await findAsset(tx, actor, query.assetId)
      return articlesAt(tx, asset.model_id, query.symptomCode ?? null, query.limit)
    },
  }),
]
