namespace Recommender.Service.Importing;

/// <summary>What may be wrong with the articles of a source.</summary>
internal static class SourceDoubts
{
    public const string NoAddress = "without an address";
    public const string NoDate = "without a date";
    public const string NoPicture = "without a picture";
    public const string NoText = "without text";
    public const string OneLine = "with a text of one line";
    public const string OneTitle = "with a title that at least two others have too";
}
