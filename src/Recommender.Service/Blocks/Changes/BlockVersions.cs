using System.Collections.Immutable;

namespace Recommender.Service.Blocks.Changes;

/// <summary>
/// For each page's block, and for the fallback orders, the snapshot generation since which it is unchanged. An answer built from that
/// generation or a later one is valid. Immutable.
/// </summary>
internal sealed class BlockVersions
{
    public static readonly BlockVersions None = new([], 0, 0, 0, ImmutableDictionary.Create<string, long>(StringComparer.Ordinal));

    private readonly long[] _pages;
    private readonly long _all;
    private readonly long _newest;
    private readonly ImmutableDictionary<string, long> _sections;

    private BlockVersions(long[] pages, long all, long newest, long addresses, ImmutableDictionary<string, long> sections) =>
        (_pages, _all, _newest, Addresses, _sections) = (pages, all, newest, addresses, sections);

    /// <summary>The generation since which every address, id and key resolves to the same article.</summary>
    public long Addresses { get; }

    /// <summary>The first generation from which an answer with these dependencies is valid.</summary>
    public long Of(BlockSources sources)
    {
        var since = Math.Max(OfPage(sources.Page), sources.Newest ? _newest : 0);
        foreach (var card in sources.Excluded)
        {
            since = Math.Max(since, OfPage(card));
        }

        return sources.Section is { } section ? Math.Max(since, _sections.GetValueOrDefault(section)) : since;
    }

    /// <summary>The versions after a change.</summary>
    /// <param name="touched">What the change affected.</param>
    /// <param name="generation">The generation of the new snapshot.</param>
    /// <param name="count">The site's number of cards in the new snapshot.</param>
    public BlockVersions With(TouchedBlocks touched, long generation, int count)
    {
        if (touched.All)
        {
            return new BlockVersions([], generation, generation, generation, _sections.Clear());
        }

        var pages = _pages;
        if (touched.Pages.Count > 0)
        {
            pages = new long[count];
            _pages.CopyTo(pages, 0);
            foreach (var page in touched.Pages)
            {
                pages[page] = generation;
            }
        }

        return new BlockVersions(
            pages, _all, touched.Newest ? generation : _newest, touched.Addresses ? generation : Addresses,
            _sections.SetItems(touched.Sections.Select(section => KeyValuePair.Create(section, generation))));
    }

    private long OfPage(int card) => (uint)card < (uint)_pages.Length ? Math.Max(_all, _pages[card]) : _all;
}
