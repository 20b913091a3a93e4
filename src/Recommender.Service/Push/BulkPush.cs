using System.IO.Pipelines;
using Recommender.Service.Articles;
using Recommender.Service.Delivery.Load;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Web;

namespace Recommender.Service.Push;

/// <summary>
/// One request with many articles: lines wait while they arrive, and are parsed and committed in batches of some hundred or, if atomic, all
/// together. Only a batch takes a place, not the request that waits for its client.
/// </summary>
internal sealed class BulkPush(string site, ArticlePushing pushing, LaneVisit visit, TimeProvider clock, bool atomic)
{
    public const int MaxLines = 10_000;

    private const int BatchSize = 200;

    // Lines wait in memory for their commit: long articles make smaller batches.
    private const long BatchBytes = 16 * 1024 * 1024;

    private readonly List<PushLineResponse> _results = [];
    private readonly List<(int Number, ReadOnlyMemory<byte> Line)> _waiting = [];
    private long _waitingBytes;

    /// <summary>The result of each line that is not blank, in order.</summary>
    public IReadOnlyList<PushLineResponse> Results => [.. _results.OrderBy(result => result.Line)];

    /// <summary>Why processing stopped or, if atomic, why nothing was committed; null if all lines were processed.</summary>
    public string? Refusal { get; private set; }

    /// <exception cref="BadHttpRequestException">The body is too long or ends prematurely.</exception>
    public async Task ReadAsync(PipeReader reader, CancellationToken cancel)
    {
        var reading = pushing.Reading(cancel);
        await foreach (var (number, line) in NdjsonLines.ReadAsync(reader, PushEndpoints.MaxBytes, cancel))
        {
            if (_results.Count + _waiting.Count == MaxLines)
            {
                Refusal = $"More than {MaxLines:N0} lines: {Committed}.";
                break;
            }

            if (line is not { } bytes)
            {
                _results.Add(PushLineResponse.Wrong(number, $"The line is longer than {PushEndpoints.MaxBytes / 1024 / 1024} MB."));
            }
            else if (!await HoldAsync(bytes.Length, reading, cancel))
            {
                Refusal = $"Line {number} and those before need more memory than articles may use now: {Committed}.";
                break;
            }
            else
            {
                _waiting.Add((number, bytes));
                if (!atomic && (_waiting.Count == BatchSize || _waitingBytes > BatchBytes))
                {
                    await WorkAsync(reading, cancel);
                }
            }
        }

        if (Refusal is null || !atomic)
        {
            await WorkAsync(reading, cancel);
        }
    }

    private string Committed => atomic ? "nothing was committed" : "the lines before were committed";

    private async Task<bool> HoldAsync(int bytes, Reading reading, CancellationToken cancel)
    {
        if (!visit.TryHold(bytes))
        {
            if (atomic)
            {
                return false;
            }

            await WorkAsync(reading, cancel);
            if (!visit.TryHold(bytes))
            {
                return false;
            }
        }

        _waitingBytes += bytes;
        return true;
    }

    // Parses and commits the lines that wait.
    private async Task WorkAsync(Reading reading, CancellationToken cancel)
    {
        if (_waiting.Count == 0 && !atomic)
        {
            return;
        }

        await visit.EnterAsync(cancel);
        try
        {
            await LargeGarbage.CollectAsync(visit.Bytes, cancel);
            var pushes = new List<(int Number, ArticlePush Push)>(_waiting.Count);
            foreach (var (number, line) in _waiting)
            {
                if (await ReadAsync(number, line, reading) is { } push)
                {
                    pushes.Add((number, push));
                }
            }

            if (atomic && _results.Count > 0)
            {
                var first = _results.MinBy(result => result.Line)!;
                Refusal = $"Nothing was committed: line {first.Line}: "
                    + $"{first.Detail}{(_results.Count > 1 ? $" And {_results.Count - 1} more lines are invalid." : "")}";
            }
            else if (pushes.Count > 0)
            {
                var outcomes = await pushing.PushAsync(site, [.. pushes.Select(push => push.Push)], cancel);
                _results.AddRange(pushes.Zip(outcomes, (push, outcome) => PushLineResponse.Of(push.Number, push.Push, outcome)));
            }
        }
        finally
        {
            _waiting.Clear();
            _waitingBytes = 0;
            visit.ReleaseBytes();
            visit.Leave();
        }
    }

    // Null, and a result, if the line is invalid.
    private async Task<ArticlePush?> ReadAsync(int number, ReadOnlyMemory<byte> line, Reading reading)
    {
        var (push, error) = await ReadLineAsync(line, reading, clock.GetUtcNow());
        if (push is null)
        {
            _results.Add(PushLineResponse.Wrong(number, error!));
        }

        return push;
    }

    /// <returns>What a line pushes, or why it is invalid.</returns>
    internal static async Task<(ArticlePush? Push, string? Error)> ReadLineAsync(
        ReadOnlyMemory<byte> line, Reading reading, DateTimeOffset now)
    {
        var (input, error) = JsonBody.Read<PushLine>(line);
        var errors = new ParameterErrors();
        var push = input is null ? null
            : input.Withdrawn != true ? await PushCheck.ReadAsync(input, null, reading, now, errors) is { } article
                ? new ArticlePush(article.SourceId, article) : null
            : PushCheck.IdOf(input.Id, errors) is { } id ? new ArticlePush(id, null) : null;
        return (push, push is null ? error ?? $"{errors.Detail}." : null);
    }
}
