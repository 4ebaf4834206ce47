/** What other modules may use of the knowledge base. */
export { articlesFor } from './articles-for.ts'
export { articlesOfDay } from './shapes.ts'
