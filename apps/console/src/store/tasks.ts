/** What is done with a scanner, by the address of its page. */
export const TASKS = ['receive', 'pick', 'put_away', 'count'] as const
export type Task = (typeof TASKS)[number]
export const PAPERS = ['purchase_order', 'shipment', 'part_request', 'stock_place', 'stock_count'] as const
export type Paper = (typeof PAPERS)[number]
/** One piece of work: receive a purchase order, count a place. */
export type Job = { task: Task; paper: Paper; id: string }

export function jobOf(search: Record<string, unknown>): Job | null {
  const task = TASKS.find((one) => one === search.task)
  const paper = PAPERS.find((one) => one === search.paper)
  return task && paper && typeof search.id === 'string' ? { task, paper, id: search.id } : null
}
