using System.Text;

namespace Recommender.Service.Tests.Architecture;

/// <summary>A project's layers, lowest first.</summary>
/// <param name="project">The project's name: its folder below <c>src</c>, and its namespace.</param>
/// <param name="rows">The top folders of each layer; "." is the project's own folder.</param>
internal sealed class Layers(string project, string[][] rows)
{
    public string Project => project;

    public IEnumerable<string> Folders => rows.SelectMany(row => row);

    /// <returns>The number of the folder's layer, 1 for the lowest; 0 for a folder that is in none.</returns>
    public int Of(string folder) => 1 + Array.FindIndex(rows, row => row.Contains(folder, StringComparer.Ordinal));

    /// <summary>Whether code in one folder may use the types of another.</summary>
    public bool Allows(string from, string to) => from == to || Of(to) < Of(from);

    /// <summary>One line per layer, the lowest last.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().AppendLine(project);
        for (var i = rows.Length; i > 0; i--)
        {
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{i,4}  {string.Join("  ", rows[i - 1])}");
        }

        return text.ToString();
    }
}
