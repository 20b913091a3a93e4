namespace Recommender.Engine.GroundTruth;

/// <summary>
/// Known related documents: for each query id, the ids of the judged documents with grades from 0 to 3 (higher is better).
/// </summary>
public sealed class Judgments(IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> grades)
{
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Grades => grades;

    /// <summary>Reads tab-separated lines of query id, document id and grade below a header line.</summary>
    /// <exception cref="FormatException">A line has another format; the message gives its number.</exception>
    public static Judgments Read(TextReader text)
    {
        var grades = new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal);
        text.ReadLine();
        for (var number = 2; text.ReadLine() is { } line; number++)
        {
            if (line.Length == 0)
            {
                continue;
            }

            var fields = line.Split('\t');
            if (fields.Length < 3 || !double.TryParse(fields[2], System.Globalization.CultureInfo.InvariantCulture, out var grade)
                || grade is not (>= 0 and <= 3))
            {
                throw new FormatException($"line {number} is not 'query <tab> article <tab> grade 0 to 3'");
            }

            if (!grades.TryGetValue(fields[0], out var judged))
            {
                grades.Add(fields[0], judged = new Dictionary<string, double>(StringComparer.Ordinal));
            }

            ((Dictionary<string, double>)judged)[fields[1]] = grade;
        }

        return new Judgments(grades);
    }
}
