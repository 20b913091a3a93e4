using System.Globalization;

namespace Recommender.Service.Desk.Editing;

/// <summary>What a page says after its block was saved, carried by its address.</summary>
internal static class SavedNotice
{
    /// <summary>The address of the block after saving.</summary>
    /// <param name="address">The block's page.</param>
    /// <param name="effect">What the saved draft did.</param>
    /// <param name="isPublic">Whether readers can see the article.</param>
    public static string Address(string address, DraftEffect effect, bool isPublic) =>
        !isPublic ? $"{address}?done=unpublished"
        : effect.IsNow ? $"{address}?done=saved"
        : effect.Later is { } later ? $"{address}?done=later&from={later.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}"
        : $"{address}?done=same";

    /// <returns>Null if the address says nothing.</returns>
    public static string? Words(string? done, string? from, TimeZoneInfo zone) => done switch
    {
        "saved" => "Saved. Readers see it now.",
        "later" when Moment(from) is { } later => $"Saved. Readers see it from {RuleSentence.Full(later, zone)}.",
        "later" => "Saved. Readers see it later.",
        "same" => "Saved. Readers see the same block as before.",
        "unpublished" => "Saved. Readers see it when the article is published.",
        "undone" => "Undone. Readers see the block as it was before.",
        "redone" => "Done again. Readers see it now.",
        _ => null,
    };

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}
