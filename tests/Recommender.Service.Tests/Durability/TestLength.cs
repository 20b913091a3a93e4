using System.Globalization;

namespace Recommender.Service.Tests.Durability;

/// <summary>The length of tests that the scripts in <c>tests</c> run for longer.</summary>
internal static class TestLength
{
    /// <summary>A whole number from an environment variable; without it, the value of the short test.</summary>
    public static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
