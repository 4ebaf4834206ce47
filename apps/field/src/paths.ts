/** Every address of the field app. */
export const paths = {
  today: () => '/',
  visit: (id: string) => `/visits/${id}`,
  sync: () => '/sync',
  sheet: () => '/day-sheet',
  map: () => '/map',
  help: () => '/help',
  articles: () => '/articles',
  /** The same, opened at a job. */
  articlesAt: (visitId: string) => `/visits/${visitId}/articles`,
  article: (id: string) => `/articles/${id}`,
  /** The same, opened at a job. */
  articleAt: (visitId: string, id: string) => `/visits/${visitId}/articles/${id}`,
  signIn: () => '/sign-in',
}
