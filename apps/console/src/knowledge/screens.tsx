import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.articles(),
    page: () => import('./article-list.tsx').then((m) => m.Articles),
    needs: 'knowledge.read',
    rail: { group: 'quality', label: 'knowledge:title' },
  },
  {
    path: paths.newArticle(),
    page: () => import('./article-editor.tsx').then((m) => m.NewArticle),
    needs: 'knowledge.write',
  },
  {
    path: paths.article('$id'),
    page: () => import('./article-page.tsx').then((m) => m.ArticlePage),
    needs: 'knowledge.read',
  },
  {
    path: paths.editArticle('$id'),
    page: () => import('./article-editor.tsx').then((m) => m.EditArticle),
    needs: 'knowledge.write',
  },
  {
    path: paths.articleFeedback(),
    page: () => import('./feedback-list.tsx').then((m) => m.FeedbackList),
    needs: 'knowledge.write',
    rail: { group: 'quality', label: 'knowledge:feedback.title', seldom: true },
  },
]
