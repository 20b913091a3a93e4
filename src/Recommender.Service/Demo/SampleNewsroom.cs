namespace Recommender.Service.Demo;

/// <summary>The sample newsroom shipped with the program, so that the first command shows real content.</summary>
internal static class SampleNewsroom
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "data", "sample");
}
