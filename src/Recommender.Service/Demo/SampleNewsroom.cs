namespace Recommender.Service.Demo;

/// <summary>The newsroom that is shipped with the program, so that the first command shows something real.</summary>
internal static class SampleNewsroom
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "data", "sample");
}
