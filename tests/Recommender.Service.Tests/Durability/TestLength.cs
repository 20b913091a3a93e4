using System.Globalization;

namespace Recommender.Service.Tests.Durability;

/// <summary>What the scripts in <c>tests</c> ask of a test that has a long form.</summary>
internal static class Wanted
{
    /// <summary>A whole number from the environment, else the short form's.</summary>
    public static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
