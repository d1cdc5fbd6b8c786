"""What pictures and models can be measured by: functions of arrays, each with its source."""
