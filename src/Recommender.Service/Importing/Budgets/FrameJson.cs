using System.Text.Json.Serialization;

namespace Recommender.Service.Importing.Budgets;

[JsonSerializable(typeof(ReadRequest))]
[JsonSerializable(typeof(ReadAnswer))]
internal sealed partial class FrameJson : JsonSerializerContext;
