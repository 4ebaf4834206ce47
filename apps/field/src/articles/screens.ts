import { moreWords } from '@aftercare/words/web'
import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'
import { articleWords } from './words.ts'

const article = async () => {
  const [{ ArticlePage }] = await Promise.all([import('./article-page.tsx'), moreWords(articleWords)])
  return ArticlePage
}

const articles = async () => {
  const [{ Articles }] = await Promise.all([import('./articles.tsx'), moreWords(articleWords)])
  return Articles
}

export const screens: Screen[] = [
  { path: paths.articles(), page: articles },
  { path: paths.articlesAt('$id'), page: articles },
  { path: paths.article('$articleId'), page: article },
  { path: paths.articleAt('$id', '$articleId'), page: article },
]
