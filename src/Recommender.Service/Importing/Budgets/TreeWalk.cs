using AngleSharp.Dom;

namespace Recommender.Service.Importing.Budgets;

/// <summary>
/// Visits the nodes of a tree in document order. Not recursive, because broken documents nest very deeply; and by position, because asking
/// a node for its next sibling searches all siblings.
/// </summary>
internal static class TreeWalk
{
    /// <param name="enter">Called before the children of a node; returns whether to visit them.</param>
    /// <param name="leave">Called after the children of a node.</param>
    public static void Visit(INode root, Func<INode, bool> enter, Action<INode> leave)
    {
        var open = new Stack<(INode Node, int Next)>();
        Enter(root);
        while (open.TryPop(out var at))
        {
            if (at.Next < at.Node.ChildNodes.Length)
            {
                open.Push((at.Node, at.Next + 1));
                Enter(at.Node.ChildNodes[at.Next]);
            }
            else
            {
                leave(at.Node);
            }
        }

        void Enter(INode node) => open.Push((node, enter(node) ? 0 : int.MaxValue));
    }
}
