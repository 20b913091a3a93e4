using Recommender.Service.Articles;

namespace Recommender.Service.Tests;

/// <summary>Small articles with obvious relations.</summary>
internal static class TestArticles
{
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An article published <paramref name="daysAgo"/> days before <see cref="Now"/>.</summary>
    public static Article Of(string id, double daysAgo = 10, string? section = "News", string language = "en", string? text = null) => new()
    {
        SourceId = id,
        Url = $"https://example.org/{id}",
        Title = $"Title of {id}",
        Text = text ?? $"The text of {id}.",
        Summary = $"Summary of {id}",
        Section = section,
        Language = language,
        Published = Now.AddDays(-daysAgo),
        Tags = [$"tag-{id}"],
    };

    /// <summary>Three stories of two articles each, a month apart so that they are not reposts, and a single article.</summary>
    public static Article[] Newsroom { get; } =
    [
        Of("harbour-1", 39, "Harbour", text: "The dredging of the harbour channel began. "
            + "Dredging barges lifted silt from the harbour channel all night."),
        Of("harbour-2", 5, "Harbour", text: "A court stopped the dredging of the harbour channel. "
            + "The dredging barges left the harbour channel with their silt."),
        Of("hospital-1", 38, "Health", text: "Nurses at the hospital voted for a strike over night shifts. "
            + "The nurses want shorter night shifts at the hospital."),
        Of("hospital-2", 4, "Health", text: "The nurses ended their strike. "
            + "The hospital agreed to shorter night shifts for nurses after the strike."),
        Of("meteorite-1", 37, "Science", text: "A meteorite fell on a barn roof. "
            + "Geologists photographed the meteorite fragments and the crust of the meteorite."),
        Of("meteorite-2", 3, "Science", text: "Geologists analysed the meteorite fragments. "
            + "The crust of the meteorite holds crystals older than the Earth."),
        Of("choir", 2, "Culture", text: "The choir sang Bach in the old church on Sunday evening to a full house."),
    ];
}
