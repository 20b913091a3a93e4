using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Recommender.Service.Importing.Budgets;

/// <summary>
/// Builds the tree of HTML up to a number of elements and a depth. Time and memory are bounded only together with <see cref="HtmlCost"/> or
/// in a process of its own.
/// </summary>
internal static class BoundedHtml
{
    /// <summary>The message about HTML that nests deeper.</summary>
    public const string TooDeep = "its HTML is nested too deeply: more than 5,000 elements are open within 500 others";

    /// <summary>Maximum number of elements of a whole page.</summary>
    public const int MaxElements = 1_000_000;

    // The tree itself gets no deeper than 512, as in browsers; what is open grows nevertheless, and the time with its square.
    private const int Deep = 500;
    private const int MaxDeep = 5_000;
    private const int BetweenChecks = 50;

    /// <exception cref="FormatException">It has too many elements, is nested too deeply, or the parser fails at it.</exception>
    public static IHtmlDocument Parse(string html, bool withFrames = true, int maxElements = MaxElements)
    {
        try
        {
            return Build(html, withFrames, maxElements);
        }
        // The parser fails so at tags that it does not expect, such as templates in cells in selections.
        catch (Exception e) when (e is NullReferenceException or InvalidOperationException or ArgumentException or InvalidCastException)
        {
            throw new FormatException("its HTML is too damaged to be read", e);
        }
    }

    private static IHtmlDocument Build(string html, bool withFrames, int maxElements)
    {
        var (count, deep) = (0, 0);
        IElement? last = null;
        return new HtmlParser(new HtmlParserOptions
        {
            SkipComments = true, DisableElementPositionTracking = true, IsNotSupportingFrames = !withFrames,
            OnCreated = (element, _) =>
            {
                if (++count > maxElements)
                {
                    throw new FormatException($"its HTML has more than {maxElements:N0} elements");
                }

                // The element itself is not in the tree yet.
                if (count % BetweenChecks == 0 && last is not null && IsDeep(last) && (deep += BetweenChecks) > MaxDeep)
                {
                    throw new FormatException(TooDeep);
                }

                last = element;
            },
        }).ParseDocument(html);
    }

    private static bool IsDeep(INode node)
    {
        var depth = 0;
        for (var at = node.Parent; at is not null && depth < Deep; at = at.Parent)
        {
            depth++;
        }

        return depth == Deep;
    }
}
