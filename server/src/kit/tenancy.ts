import {
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  type DeleteQueryNode,
  type JoinNode,
  type KyselyPlugin,
  OnNode,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  ParensNode,
  ReferenceNode,
  type RootOperationNode,
  type SelectQueryNode,
  TableNode,
  type UpdateQueryNode,
  ValueNode,
  WhereNode,
} from 'kysely'

/**
 * Adds `tenant_id = …` for every table of every built statement, so that plans use the indexes that lead with it and a
 * distributed engine can route. Row-level security is the net under it and covers raw SQL. `auth` has no tenants.
 */
export function tenancyPlugin(tenantId: string): KyselyPlugin {
  const transformer = new AddTenant(tenantId)
  return {
    transformQuery: ({ node }) => transformer.transformNode(node) as RootOperationNode,
    transformResult: async ({ result }) => result,
  }
}

class AddTenant extends OperationNodeTransformer {
  readonly #tenantId: string
  constructor(tenantId: string) {
    super()
    this.#tenantId = tenantId
  }

  override transformSelectQuery(node: SelectQueryNode): SelectQueryNode {
    const done = super.transformSelectQuery(node)
    return this.#restrict(done, node.from?.froms ?? [])
  }
  override transformUpdateQuery(node: UpdateQueryNode): UpdateQueryNode {
    const done = super.transformUpdateQuery(node)
    return this.#restrict(done, [...(node.table ? [node.table] : []), ...(node.from?.froms ?? [])])
  }
  override transformDeleteQuery(node: DeleteQueryNode): DeleteQueryNode {
    const done = super.transformDeleteQuery(node)
    return this.#restrict(done, node.from.froms)
  }
  override transformJoin(node: JoinNode): JoinNode {
    const done = super.transformJoin(node)
    const predicate = this.#predicate(node.table)
    if (!predicate) return done
    return { ...done, on: done.on ? OnNode.cloneWithOperation(done.on, 'And', predicate) : OnNode.create(predicate) }
  }

  #restrict<N extends { readonly where?: WhereNode }>(node: N, tables: readonly OperationNode[]): N {
    const predicates = tables.map((table) => this.#predicate(table)).filter((one) => one !== null)
    if (predicates.length === 0) return node
    const all = predicates.reduce<OperationNode>((left, right) => AndNode.create(left, right), predicates.shift()!)
    const where = node.where ? AndNode.create(ParensNode.create(node.where.where), all) : all
    return { ...node, where: WhereNode.create(where) }
  }

  #predicate(node: OperationNode): OperationNode | null {
    const { table, alias } = named(node)
    const schema = table?.table.schema?.name
    if (!table || !schema || schema === 'auth') return null // a CTE, a subquery, a function
    const owner = alias ? TableNode.create(alias) : table
    const column = ReferenceNode.create(ColumnNode.create('tenant_id'), owner)
    return BinaryOperationNode.create(column, OperatorNode.create('='), ValueNode.create(this.#tenantId))
  }
}

function named(node: OperationNode): { table: TableNode | null; alias: string | null } {
  if (TableNode.is(node)) return { table: node, alias: null }
  if (node.kind !== 'AliasNode') return { table: null, alias: null }
  const { node: inner, alias } = node as unknown as { node: OperationNode; alias: { name?: string } }
  return TableNode.is(inner) ? { table: inner, alias: alias.name ?? null } : { table: null, alias: null }
}
